using System.Xml.Linq;

namespace Billing.Tidy.Tests;

/// <summary>Projects are drawn by what they may reference: docs/architecture.md, "Rooms".</summary>
public sealed class ProjectTests
{
    private const string Arrows = """
        Billing.Domain           →
        Billing.Workflows        → Billing.Domain
        Billing.Application      → Billing.Domain Billing.Workflows
        Billing.Storage          → Billing.Application
        Billing.Stripe           → Billing.Application
        Billing.Stripe.Simulator →
        Billing.Documents        → Billing.Application
        Billing.Email            → Billing.Application
        Billing.Http             → Billing.Application
        Billing.Host             → Billing.Http Billing.Storage Billing.Stripe Billing.Stripe.Simulator Billing.Documents Billing.Email
        Billing.Functions        → Billing.Http Billing.Storage Billing.Stripe Billing.Documents Billing.Email
        """;

    [Fact]
    public void References_point_downwards_only()
    {
        var allowed = Arrows.Split('\n').Select(line => line.Split('→')).ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim().Split(' '));
        var wrong =
            from project in Repository.Projects.Where(IsSource)
            let name = Path.GetFileNameWithoutExtension(project)
            from reference in References(project)
            where !allowed.TryGetValue(name, out var downwards) || !downwards.Contains(reference)
            select $"{name} → {reference}";

        Breaches.None(wrong);
    }

    [Fact]
    public void The_domain_needs_no_package_but_a_calendar()
    {
        var packages = Load("src/Billing.Domain/Billing.Domain.csproj").Descendants("PackageReference")
            .Select(package => (string?)package.Attribute("Include"));

        Assert.Equal(["NodaTime"], packages);
    }

    [Fact]
    public void Every_capability_of_the_domain_tells_its_model()
    {
        // The common vocabulary has the namespace Billing.Domain itself and no capability of its own.
        var capabilities = Repository.CSharp
            .Where(file => file.StartsWith("src/Billing.Domain/", StringComparison.Ordinal))
            .Select(file => file.Split('/')[2])
            .Distinct()
            .Where(folder => Repository.CSharp.Any(file =>
                file.StartsWith($"src/Billing.Domain/{folder}/", StringComparison.Ordinal)
                && Repository.Read(file).Contains($"namespace Billing.Domain.{folder}", StringComparison.Ordinal)));

        Breaches.None(capabilities.Select(folder => $"src/Billing.Domain/{folder}/README.md").Except(Repository.Files));
    }

    [Fact]
    public void Every_project_but_the_Azure_home_is_in_the_solution()
    {
        var solution = Repository.Read("Billing.Functions.sln").Replace('\\', '/');
        var missing = Repository.Projects
            .Where(project => !IsAzureHome(project))
            .Where(project => !solution.Contains(project, StringComparison.Ordinal));

        Breaches.None(missing);
    }

    [Fact]
    public void Versions_stand_in_one_place()
    {
        var versions =
            from project in Repository.Projects.Append("Directory.Build.props").Append("tests/Directory.Build.props")
            from package in Load(project).Descendants("PackageReference")
            where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null || package.Elements().Any()
            select $"{project}: {package}";

        Breaches.None(versions);
    }

    [Fact]
    public void Every_project_has_a_lock_file_that_names_no_server()
    {
        var locks = Repository.Projects
            .Where(project => !IsAzureHome(project))
            .Select(project => $"{Path.GetDirectoryName(project)!.Replace('\\', '/')}/packages.lock.json")
            .ToList();

        Breaches.None(locks.Except(Repository.Files));
        Assert.DoesNotContain(locks, file => Repository.Read(file).Contains("://", StringComparison.Ordinal));
    }

    /// <summary>Some mirrors lack its packages: it has a solution of its own and no lock files.</summary>
    private static bool IsAzureHome(string project) => project.Contains("Billing.Functions", StringComparison.Ordinal);

    private static bool IsSource(string project) => project.StartsWith("src/", StringComparison.Ordinal);

    private static XElement Load(string project) => XElement.Parse(Repository.Read(project));

    private static IEnumerable<string> References(string project) =>
        Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
}
