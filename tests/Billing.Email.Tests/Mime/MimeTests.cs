using System.Globalization;
using Billing.Email.Mime;
using Billing.Email.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Email.Tests.Mime;

/// <summary>What any mail program reads: RFC 5322, and 2045 to 2047.</summary>
public sealed class MimeTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.Parse("2026-01-31T09:05:07+01:00", CultureInfo.InvariantCulture);

    [Fact]
    public void A_message_looks_like_this() => Assert.Equal(
        """
        From: =?utf-8?B?Wm/DqydzIEJvdHM=?= <billing@acme.example>
        To: ada@example.com
        Reply-To: help@acme.example
        Subject: Hello
        Date: Sat, 31 Jan 2026 08:05:07 +0000
        Message-ID: <21af6a11-ff89-8e31-92d1-ed0efb5bfa76@acme.example>
        Auto-Submitted: auto-generated
        X-Template: sign-up-otp
        MIME-Version: 1.0
        Content-Type: multipart/alternative;
         boundary="=_21af6a11ff898e3192d1ed0efb5bfa76"

        --=_21af6a11ff898e3192d1ed0efb5bfa76
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        12 =E2=82=AC =3D a=20
        b
        --=_21af6a11ff898e3192d1ed0efb5bfa76
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        <p>12 =E2=82=AC =3D a=20
        b</p>
        --=_21af6a11ff898e3192d1ed0efb5bfa76--

        """.ReplaceLineEndings("\r\n"),
        MimeMessage.Write(Letters.Saying("Hello", "12 € = a \nb"), Letters.From, At));

    [Fact]
    public void Whatever_is_said_is_read_again() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>((subject, text) =>
        {
            // Text as it can be in JSON: whole characters. Line ends become the wire's, control characters in a subject become spaces.
            var (said, wrote) = (Whole(subject.Get), Whole(text.Get).Replace("\0", "", StringComparison.Ordinal));
            var message = MimeMessage.Write(Letters.Saying(said, wrote), Letters.From, At);
            var expected = string.Concat(said.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
            return MimeReader.Headers(message).Subject == expected
                && MimeReader.Part(message, "text/plain") == wrote.ReplaceLineEndings("\n")
                && message.Split("\r\n").All(line => line.Length <= 78 && line.All(c => c is >= ' ' and <= '~'));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1)]
    [InlineData(75)]
    [InlineData(76)]
    [InlineData(77)]
    [InlineData(1000)]
    public void Long_lines_are_broken_and_joined(int length)
    {
        var text = string.Concat(Enumerable.Repeat("äb= ", length))[..length];

        var message = MimeMessage.Write(Letters.Saying("x", text), Letters.From, At);

        Assert.Equal(text, MimeReader.Part(message, "text/plain"));
        Assert.All(message.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
    }

    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
}
