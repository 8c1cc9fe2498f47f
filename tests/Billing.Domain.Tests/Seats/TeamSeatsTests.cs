using Billing.Domain.Seats;

namespace Billing.Domain.Tests.Seats;

public sealed class TeamSeatsTests
{
    [Fact]
    public void Members_take_seats_up_to_the_limit_and_free_them()
    {
        var full = new TeamSeats(2).Add(isMember: false, limit: 3).Value;

        Assert.Equal(3, full.Used);
        Assert.Equal("seat-limit-reached", full.Add(isMember: false, limit: 3).Error?.Code);
        Assert.Same(full, full.Add(isMember: true, limit: 3).Value);
        Assert.Equal(2, full.Remove(isMember: true).Used);
        Assert.Same(full, full.Remove(isMember: false));
    }

    [Fact]
    public void A_contract_without_a_limit_has_none() => Assert.Equal(1001, new TeamSeats(1000).Add(isMember: false, limit: null).Value.Used);

    [Fact]
    public void An_order_may_not_take_seats_in_use()
    {
        Assert.True(new TeamSeats(3).CanBecome(3).IsOk);
        Assert.True(new TeamSeats(3).CanBecome(null).IsOk);
        Assert.Equal("seats-in-use", new TeamSeats(3).CanBecome(2).Error?.Code);
    }
}
