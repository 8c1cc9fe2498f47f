using Billing.Application;

namespace Billing.Http.Tests.Authentication;

public sealed class TokenCacheTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Caller Somebody = new("x", Role.Service, null);

    [Fact]
    public void A_token_is_forgotten_when_it_expires()
    {
        var cache = new TokenCache(10);
        var hash = TokenHash.Of("a");
        cache.Add(hash, Somebody, Now.AddSeconds(1));
        Assert.Same(Somebody, cache.Find(hash, Now));
        Assert.Null(cache.Find(hash, Now.AddSeconds(1)));
        Assert.Null(cache.Find(TokenHash.Of("b"), Now));
    }

    [Fact]
    public void The_cache_is_bounded_and_keeps_what_is_in_use()
    {
        var cache = new TokenCache(10);
        for (var i = 0; i < 1000; i++)
        {
            cache.Add(TokenHash.Of($"{i}"), Somebody, Now.AddHours(1));
            Assert.NotNull(cache.Find(TokenHash.Of("0"), Now));
        }

        Assert.InRange(Enumerable.Range(0, 1000).Count(i => cache.Find(TokenHash.Of($"{i}"), Now) is not null), 1, 20);
    }
}
