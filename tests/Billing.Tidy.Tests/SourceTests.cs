using System.Text.RegularExpressions;

namespace Billing.Tidy.Tests;

/// <summary>The code stays in pieces that a reader takes in at once, and holds nothing unfinished, slept over or bound to one machine.</summary>
public sealed partial class SourceTests
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;
    private const int FileLines = 300;
    private const int MethodLines = 70;

    private const string LongFiles = "";
    private const string LongMethods = "";

    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".sln", ".json", ".md", ".txt", ".yml", ".yaml", ".sh", ".html", ".css", ".js", ".editorconfig", ".ci/run"];

    [Fact]
    public void No_file_grows_beyond_a_screenful_of_screens()
    {
        var lengths = Repository.CSharp.ToDictionary(file => file, file => File.ReadLines(Path.Combine(Repository.Root, file)).Count());

        Breaches.None(Ratchet.Check(LongFiles, FileLines, lengths));
    }

    [Fact]
    public void No_method_grows_beyond_a_screen()
    {
        var lengths = Repository.CSharp
            .SelectMany(file => Members.Of(Repository.Read(file)).Select(member => (Name: $"{file}:{member.Name}", member.Lines)))
            .GroupBy(member => member.Name)
            .ToDictionary(overloads => overloads.Key, overloads => overloads.Max(member => member.Lines));

        Breaches.None(Ratchet.Check(LongMethods, MethodLines, lengths));
    }

    [Fact]
    public void Lines_fit_beside_each_other() =>
        Breaches.None(Matches(Repository.CSharp, LongLine()));

    [Fact]
    public void Nothing_is_left_open() =>
        Breaches.None(Matches(Repository.CSharp, LeftOpen()));

    [Fact]
    public void Tests_neither_sleep_nor_skip() =>
        Breaches.None(Matches(Repository.CSharp.Where(file => file.StartsWith("tests/", StringComparison.Ordinal)), SleptOrSkipped()));

    [Fact]
    public void Nothing_is_bound_to_one_machine() =>
        Breaches.None(Matches(Repository.Files.Where(file => TextEndings.Any(end => file.EndsWith(end, StringComparison.Ordinal))), OneMachine()));

    [Fact]
    public void Every_source_file_has_its_projects_namespace()
    {
        var strays = Repository.CSharp
            .Where(file => Path.GetFileName(file) != "Program.cs" && file.StartsWith("src/", StringComparison.Ordinal))
            .Where(file => !Repository.Read(file).Contains($"namespace {file.Split('/')[1]}", StringComparison.Ordinal));

        Breaches.None(strays);
    }

    private static IEnumerable<string> Matches(IEnumerable<string> files, Regex banned) =>
        from file in files
        from line in Repository.Read(file).Split('\n').Index()
        where banned.IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex("^.{161}", Linear)]
    private static partial Regex LongLine();

    // The words are broken up, or this file would break its own rule.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|NotImplemented[E]xception)\b", Linear)]
    private static partial Regex LeftOpen();

    [GeneratedRegex(@"Thread\.[S]leep|Task\.[D]elay|[S]kip\s*=|Assert\.[S]kip|[S]kip(When|Unless)\s*=", Linear)]
    private static partial Regex SleptOrSkipped();

    [GeneratedRegex(
        @"(^|[^A-Za-z.])/(work|tmp|root|farm|home|Users|mnt)/\w|[A-Z]:\\\\?Users|https?://[^\s""]*(nuget|npmjs|pypi|artifactory|crates)\.",
        Linear)]
    private static partial Regex OneMachine();
}
