using Billing.Domain.Catalog;
using Billing.Domain.Seats;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Domain.Tests.Seats;

public sealed class AgentSeatsTests
{
    private static readonly DateOnly March = new(2026, 3, 1);
    private static readonly DateOnly April = new(2026, 4, 1);

    [Theory]
    //          seats            requests                                              last answer           in use, peak
    [InlineData("Named 2",       "assign a, assign b, assign c",                       "seat-limit-reached", 2, 2)]
    [InlineData("Named 2",       "assign a, assign a, assign b",                       "",                   2, 2)]
    [InlineData("Named 2",       "assign a, assign b, unassign a, assign c",           "",                   2, 2)]
    [InlineData("Named 2",       "assign a, unassign a, unassign a",                   "",                   0, 1)]
    [InlineData("Named 2",       "assign a, login a, logout a",                        "",                   1, 1)]
    [InlineData("Named 2",       "assign a, login b",                                  "seat-not-assigned",  1, 1)]
    [InlineData("Named 1",       "assign a, login a, unassign a, login a",             "seat-not-assigned",  0, 1)]
    [InlineData("Concurrent 2",  "login a, login b, login c",                          "seat-limit-reached", 2, 2)]
    [InlineData("Concurrent 2",  "login a, login a, login b",                          "",                   2, 2)]
    [InlineData("Concurrent 2",  "login a, login b, logout a, login c, logout c",      "",                   1, 2)]
    [InlineData("Concurrent 2",  "logout a, logout a",                                 "",                   0, 0)]
    [InlineData("Concurrent 1",  "assign a, assign b, login b",                        "",                   1, 1)]
    [InlineData("Concurrent 1",  "assign a, login a, unassign a, login b",             "",                   1, 1)]
    [InlineData("Concurrent 0",  "login a",                                            "seat-limit-reached", 0, 0)]
    [InlineData("Concurrent 0",  "assign a",                                           "seat-limit-reached", 0, 0)]
    [InlineData("Named 0",       "login a",                                            "seat-limit-reached", 0, 0)]
    public void Requests_take_and_free_seats(string seats, string requests, string answer, int inUse, int peak)
    {
        var office = new Office(seats);

        var last = office.AskAll(requests);

        Assert.Equal(answer, last);
        var view = office.Seats.View(office.Purchased, March);
        Assert.Equal((inUse, peak), (view.InUse, view.Peak));
    }

    [Fact]
    public void A_hundred_agents_in_three_shifts_are_fifty_concurrent_seats()
    {
        var office = new Office("Concurrent 50");
        string[][] shifts = [Agents(1, 50), Agents(51, 80), Agents(81, 100)];
        foreach (var shift in shifts)
        {
            Assert.All(shift, agent => Assert.Equal("", office.Ask($"login {agent}")));
            Assert.All(shift, agent => Assert.Equal("", office.Ask($"logout {agent}")));
        }

        Assert.Equal(new AgentSeatsView(SeatType.Concurrent, 50, 0, 50), office.Seats.View(office.Purchased, March));

        static string[] Agents(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(i => $"agent-{i}")];
    }

    [Fact]
    public void A_new_period_begins_its_peak_with_the_seats_in_use()
    {
        var office = new Office("Concurrent 5");
        _ = office.AskAll("login a, login b, login c, logout c");

        Assert.Equal(3, office.Seats.View(office.Purchased, March).Peak);
        Assert.Equal(2, office.Seats.View(office.Purchased, April).Peak);

        var april = office.Seats.In(April);
        Assert.Same(april, april.In(April));
        Assert.Equal(2, april.View(office.Purchased, April).Peak);
    }

    [Theory]
    [InlineData("Named 3", true)]
    [InlineData("Named 2", false)]
    [InlineData("Concurrent 1", true)]
    [InlineData("Concurrent 0", false)]
    public void An_order_may_not_take_seats_in_use_counted_as_the_wanted_type_counts(string wanted, bool allowed)
    {
        var office = new Office("Named 3");
        _ = office.AskAll("assign a, assign b, assign c, login a");

        var answer = office.Seats.CanBecome(Office.Parse(wanted), "/seats/agentAi");

        Assert.Equal(allowed ? null : "seats-in-use", answer.Error?.Code);
        Assert.Equal(allowed ? null : "/seats/agentAi", answer.Error?.Pointer);
    }

    [Fact]
    public void Counts_and_peaks_agree_with_sets_of_names() =>
        Prop.ForAll(Gen.Elements("Named 3", "Concurrent 3").ToArbitrary(), AnyRequests, (seats, requests) =>
        {
            var office = new Office(seats);
            var (assigned, loggedIn, peak) = (new HashSet<string>(), new HashSet<string>(), 0);
            var named = office.Purchased.Type == SeatType.Named;
            return requests.All(request =>
            {
                var before = office.Seats;
                var answer = office.Ask(request);
                var (verb, agent) = (request.Split(' ')[0], request.Split(' ')[1]);
                _ = (verb, answer) switch
                {
                    ("assign", "") => assigned.Add(agent),
                    ("login", "") => loggedIn.Add(agent),
                    ("logout", _) => loggedIn.Remove(agent),
                    ("unassign", _) => assigned.Remove(agent) | loggedIn.Remove(agent),
                    _ => true,
                };
                var inUse = (named ? assigned : loggedIn).Count;
                peak = Math.Max(peak, inUse);
                return office.Seats.View(office.Purchased, March) == new AgentSeatsView(office.Purchased.Type, 3, inUse, peak)
                    && inUse <= 3 && (answer.Length == 0 || office.Seats == before)
                    && office.Ask(request) == answer && office.Seats.View(office.Purchased, March).InUse == inUse;
            });
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<string[]> AnyRequests =>
        (from verb in Gen.Elements("assign", "unassign", "login", "logout")
         from agent in Gen.Elements("a", "b", "c", "d", "e")
         select $"{verb} {agent}").ArrayOf().ToArbitrary();

    /// <summary>The seats and the agents' rows, as the application keeps them.</summary>
    private sealed class Office(string seats)
    {
        private readonly Dictionary<string, AgentPresence> _agents = [];

        public PurchasedSeats Purchased { get; } = Parse(seats);

        public AgentSeats Seats { get; private set; } = AgentSeats.Empty.In(March);

        public static PurchasedSeats Parse(string seats) => new(Enum.Parse<SeatType>(seats.Split(' ')[0]), int.Parse(seats.Split(' ')[1]));

        /// <summary>The last answer.</summary>
        public string AskAll(string requests) => requests.Split(", ").Aggregate("", (_, request) => Ask(request));

        /// <summary>The code of the refusal; empty where the request went through.</summary>
        public string Ask(string request)
        {
            var (verb, agent) = (request.Split(' ')[0], request.Split(' ')[1]);
            var presence = _agents.GetValueOrDefault(agent);
            var answer = verb switch
            {
                "assign" => Seats.Assign(presence, Purchased),
                "unassign" => Seats.Unassign(presence),
                "login" => Seats.Login(presence, Purchased),
                _ => Seats.Logout(presence),
            };
            if (!answer.IsOk)
            {
                return answer.Error.Code;
            }

            (Seats, _agents[agent]) = (answer.Value.Seats, answer.Value.Agent);
            return "";
        }
    }
}
