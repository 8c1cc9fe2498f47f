using System.Security.Cryptography;
using System.Text;

namespace Billing.Application.Notifications;

/// <summary>The name of an e-mail at services that want a GUID: the same in every process and release. Never change it.</summary>
public static class EmailOperation
{
    /// <summary>RFC 9562, version 8: the first 122 free bits of the id's SHA-256.</summary>
    public static Guid IdOf(string emailId)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("email|" + emailId)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
