namespace Billing.Domain.Seats;

/// <summary>How many team members have a seat; the members themselves are the application's rows.</summary>
public sealed record TeamSeats(int Used)
{
    public static TeamSeats Empty { get; } = new(0);

    /// <param name="isMember">This user has a seat already: the same seats, so that the request can be repeated.</param>
    /// <param name="limit">Included and purchased seats; null where the contract sets none.</param>
    /// <returns>The seats, or <c>seat-limit-reached</c>.</returns>
    public Result<TeamSeats> Add(bool isMember, int? limit)
    {
        if (isMember)
        {
            return this;
        }

        return Used < (limit ?? int.MaxValue)
            ? new TeamSeats(Used + 1)
            : new BillingError("seat-limit-reached", $"All {limit} team seats are taken.");
    }

    /// <param name="isMember">False where the user has no seat: nothing changes.</param>
    public TeamSeats Remove(bool isMember) => isMember ? new(Used - 1) : this;

    /// <summary>An order may not take away seats that are in use.</summary>
    /// <returns>Ok, or <c>seats-in-use</c>.</returns>
    public Result<Done> CanBecome(int? limit) =>
        Used <= (limit ?? int.MaxValue)
            ? Done.Ok
            : new BillingError("seats-in-use", $"{Used} team seats are in use; remove members before going down to {limit}.", "/seats/team");
}
