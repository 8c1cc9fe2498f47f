using System.Runtime.CompilerServices;

namespace Billing.Http.Tests.Support;

internal static class Repository
{
    public static string PathOf(string path) => Path.Combine(Root(), path);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../.."));
}
