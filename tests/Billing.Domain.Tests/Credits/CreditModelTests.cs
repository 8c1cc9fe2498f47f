using Billing.Domain.Credits;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Domain.Tests.Credits;

public sealed class CreditModelTests
{
    private enum Action
    {
        Grant,
        GrantForever,
        Load,
        Debit,
        Settle,
        Hold,
        Release,
        GiveBack,
        Expire,
    }

    private sealed record Step(Action Action, int Micros, int Minutes, int Name);

    private static readonly Gen<Step> AnyStep =
        from action in Gen.Elements(Enum.GetValues<Action>())
        from micros in Gen.Choose(1, 40)
        from minutes in Gen.Choose(0, 20)
        from name in Gen.Choose(1, 4)
        select new Step(action, micros, minutes, name);

    private static readonly Arbitrary<Step[]> AnySteps =
        Arb.From(AnyStep.ArrayOf(), steps => Enumerable.Range(0, steps.Length).Select(i => steps.Where((_, at) => at != i).ToArray()));

    [Fact]
    public void Any_history_agrees_with_a_bag_of_single_micros() =>
        Prop.ForAll(AnySteps, steps => new Run().All(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void One_debit_in_two_halves_leaves_what_one_leaves() =>
        Prop.ForAll(AnySteps, steps =>
        {
            var run = new Run();
            _ = run.All(steps);
            return Enumerable.Range(0, 60).All(first =>
            {
                var whole = run.Book.Debit(new(60), UsageCharge.Ai, run.Posting).Book;
                var halves = run.Book.Debit(new(first), UsageCharge.Ai, run.Posting)
                    .Then(book => book.Debit(new(60 - first), UsageCharge.Ai, run.Posting)).Book;
                return whole.Paid == halves.Paid && whole.Grants.SequenceEqual(halves.Grants);
            });
        }).QuickCheckThrowOnFailure();

    /// <summary>The book and the model side by side, compared after every step.</summary>
    private sealed class Run
    {
        private readonly Desk _desk = new();
        private readonly CoinModel _model = new();
        private readonly List<Transfer> _ledger = [];
        private int _minute;

        public CreditBook Book { get; private set; } = CreditBook.Empty;

        public Posting Posting => _desk.At(_minute);

        public bool All(Step[] steps) => steps.All(step => Take(step) && Agrees());

        private bool Take(Step step)
        {
            _minute += step.Minutes;
            var (micros, name, now) = (new Micros(step.Micros), $"hold-{step.Name}", Posting.At);
            switch (step.Action)
            {
                case Action.Grant or Action.GrantForever:
                    DateTimeOffset? expires = step.Action == Action.Grant ? now.AddMinutes(step.Name * 15) : null;
                    _model.Expire(now);
                    if (Book.Grant(micros, expires, Posting) is { IsOk: true } granted)
                    {
                        _model.Grant(step.Micros, expires);
                        return Append(granted.Value);
                    }

                    return _model.Paid >= 0 && Append(Book.Expire(Posting));
                case Action.Load:
                    _model.Expire(now);
                    _model.Load(step.Micros);
                    return Append(Book.Load(micros, FundsSource.TopUp, Posting));
                case Action.Debit or Action.Settle:
                    _model.Expire(now);
                    _model.Debit(step.Micros);
                    var settles = step.Action == Action.Settle;
                    if (settles)
                    {
                        _model.Close(name);
                    }

                    return Append(settles ? Book.Settle([name], micros, UsageCharge.Ai, Posting) : Book.Debit(micros, UsageCharge.Overage, Posting));
                case Action.GiveBack:
                    _model.Expire(now);
                    _model.GiveBack(step.Micros);
                    return Append(Book.GiveBack(micros, UsageCharge.Overage, Posting));
                case Action.Expire:
                    _model.Expire(now);
                    return Append(Book.Expire(Posting)) && Book.Expire(Posting).Transfers.Count == 0;
                case Action.Release:
                    _model.Close(name);
                    Book = Book.Release(name);
                    return ReferenceEquals(Book.Release(name), Book);
                default:
                    return Hold(name, micros, now);
            }
        }

        private bool Hold(string name, Micros micros, DateTimeOffset now)
        {
            _model.Expire(now);
            _ = Append(Book.Expire(Posting));
            var expected = _model.Hold(name, micros.Value, now.AddMinutes(30), now);
            var hold = Book.Hold(name, micros, TimeSpan.FromMinutes(30), now);
            if (!hold.IsOk)
            {
                return hold.Error.Code == (expected is null ? "hold-conflict" : "credits-exhausted") && expected is not true;
            }

            Book = hold.Value.Book;
            var again = Book.Hold(name, micros, TimeSpan.FromMinutes(30), now).Value;
            return expected is true && !again.IsNew && ReferenceEquals(again.Book, Book) && again.Hold == hold.Value.Hold
                && hold.Value.Available.Value == _model.Total - _model.Held(now)
                && (!hold.Value.IsNew || _model.Held(now) <= _model.Total);
        }

        private bool Append(CreditChange change)
        {
            _ledger.AddRange(change.Transfers);
            Book = change.Book;
            return !Book.Grants.Any(grant => grant.IsExpired(Posting.At));
        }

        private bool Agrees()
        {
            _model.Expire(Posting.At);
            var view = CreditView.Of(Book, Posting.At, new(20));
            var accounts = CoinModel.Balances(_ledger).ToLookup(move => move.Account.Split(':')[0], move => move.Micros);
            var rebuilt = CreditBook.Rebuild(_ledger);
            return view.Free.Value == _model.Free && view.Paid.Value == _model.Paid && view.Total.Value == _model.Total
                && view.Held.Value == _model.Held(Posting.At) && view.Available == view.Total - view.Held
                && view.AiPaused == (_model.Total <= 0) && view.LowBalance == (_model.Total <= 20)
                && (!Book.Paid.IsNegative || Book.Free.IsZero)
                && _ledger.Sum(t => t.ToEntry().Micros.Value) == Book.Total.Value
                && _ledger.Where(t => t.ToEntry().Bucket == "free").Sum(t => t.ToEntry().Micros.Value) == Book.Free.Value
                && accounts.Sum(account => account.Sum()) == 0
                && accounts["credits.paid"].Sum() == _model.Paid
                && accounts["issued.free"].Sum() == -_model.Issued
                && accounts["funds.top-up"].Sum() == -_model.Loaded
                && accounts["revenue.ai"].Sum() + accounts["revenue.overage"].Sum() == _model.Charged
                && rebuilt.Paid == Book.Paid && rebuilt.NextSequence == Book.NextSequence && rebuilt.Grants.SequenceEqual(Book.Grants);
        }
    }
}
