namespace Billing.Host.Tests;

public sealed class TestClockTests
{
    private const string Moves = """
        from                 | body                              | to
        2026-01-01T00:00:00Z | {"by":"P7D"}                      | 2026-01-08T00:00:00Z
        2026-01-31T10:00:00Z | {"by":"P1M"}                      | 2026-02-28T10:00:00Z
        2026-01-01T00:00:00Z | {"by":"P2W"}                      | 2026-01-15T00:00:00Z
        2024-02-29T00:00:00Z | {"by":"P1Y"}                      | 2025-02-28T00:00:00Z
        2026-01-01T00:00:00Z | {"by":"P1Y2M3DT4H5M6S"}           | 2027-03-04T04:05:06Z
        2026-01-01T00:00:00Z | {"by":"PT90M"}                    | 2026-01-01T01:30:00Z
        2026-01-01T00:00:00Z | {"by":"PT0.25S"}                  | 2026-01-01T00:00:00.25Z
        2026-01-01T00:00:00Z | {"by":"PT0S"}                     | 2026-01-01T00:00:00Z
        2026-01-01T00:00:00Z | {"to":"2026-03-01T00:00:00+01:00"} | 2026-02-28T23:00:00Z
        """;

    private const string Refusals = """
        body                                              | pointer
        {}                                                |
        {"by":"P1D","to":"2026-03-01T00:00:00Z"}          |
        {"by":"-P1D"}                                     | /by
        {"by":"P-1D"}                                     | /by
        {"by":"1 week"}                                   | /by
        {"by":""}                                         | /by
        {"by":"P99999999Y"}                               | /by
        {"by":"P9999999999999999999D"}                    | /by
        {"by":"PT9223372036854775807H"}                   | /by
        {"by":"P200Y"}                                    | /by
        {"to":"2025-12-31T23:59:59Z"}                     | /to
        {"to":"2200-01-01T00:00:01Z"}                     | /to
        {"to":"2026-03-01"}                               | /to
        {"by":7}                                          | /by
        """;

    [Fact]
    public async Task The_clock_moves_only_when_told()
    {
        foreach (var row in Table.Rows(Moves))
        {
            await using var server = await BillingServer.StartAsync(row["from"]);
            Assert.Equal(row["from"], (await server.Operator.GetAsync("/test/clock")).Expect(200).String("now"));

            var moved = await server.Operator.PostAsync("/test/clock/advance", row["body"]);

            Assert.Equal(row["to"], moved.Expect(200).String("now"));
            Assert.Equal(row["to"], (await server.Operator.GetAsync("/test/clock")).String("now"));
        }
    }

    [Fact]
    public async Task A_wrong_move_is_refused_and_the_clock_stands()
    {
        await using var server = await BillingServer.StartAsync();
        foreach (var row in Table.Rows(Refusals))
        {
            var refused = (await server.Operator.PostAsync("/test/clock/advance", row["body"])).ExpectProblem(400, "validation-failed");

            Assert.Equal(row["pointer"], refused.String("errors.0.pointer"));
            Assert.Equal(BillingServer.NewYear, (await server.Operator.GetAsync("/test/clock")).String("now"));
        }
    }

    [Fact]
    public async Task After_a_restart_time_goes_on_where_it_stopped()
    {
        await using var server = await BillingServer.StartAsync();
        await server.AdvanceByAsync("P40D");

        await server.RestartAsync();

        Assert.Equal("2026-02-10T00:00:00Z", (await server.Operator.GetAsync("/test/clock")).String("now"));
    }

    [Fact]
    public async Task Only_an_operator_moves_time()
    {
        await using var server = await BillingServer.StartAsync();

        (await server.Nobody.GetAsync("/test/clock")).ExpectProblem(401, "unauthenticated");
        (await server.Service.PostAsync("/test/clock/advance", new { by = "P1D" })).ExpectProblem(403, "forbidden");
        (await server.Owner("acme").GetAsync("/test/clock")).ExpectProblem(403, "forbidden");
        Assert.Equal(BillingServer.NewYear, (await server.Operator.GetAsync("/test/clock")).String("now"));
    }
}
