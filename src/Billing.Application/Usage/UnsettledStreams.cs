using System.Runtime.InteropServices;
using Billing.Application.Metering;
using Billing.Domain;

namespace Billing.Application.Usage;

/// <summary>
/// What this process knows of streams whose journal goes beyond what is settled. A stream is announced while a due entry of this process stands for it;
/// whoever takes the entry up first waits for the commit that relies on it.
/// </summary>
internal sealed class UnsettledStreams
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UsageStream, State> _streams = [];

    /// <summary>A commit begins. False where it must be announced first.</summary>
    public bool Begin(UsageStream stream)
    {
        lock (_lock)
        {
            ref var state = ref CollectionsMarshal.GetValueRefOrAddDefault(_streams, stream, out _);
            state.Commit ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return state.IsAnnounced;
        }
    }

    public void Announced(UsageStream stream)
    {
        lock (_lock)
        {
            CollectionsMarshal.GetValueRefOrNullRef(_streams, stream).IsAnnounced = true;
        }
    }

    /// <summary>The commit has ended.</summary>
    public void End(UsageStream stream, long? sequence)
    {
        lock (_lock)
        {
            ref var state = ref CollectionsMarshal.GetValueRefOrNullRef(_streams, stream);
            state.Commit!.SetResult();
            state.Commit = null;
            state.Committed = sequence ?? state.Committed;
            Prune(stream, state);
        }
    }

    /// <summary>The due entry is taken up: commits from now on are announced anew. The task ends with the commit that still relies on the old entry.</summary>
    public Task TakeUp(UsageStream stream)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(stream, out var state))
            {
                return Task.CompletedTask;
            }

            state.IsAnnounced = false;
            _streams[stream] = state;
            Prune(stream, state);
            return state.Commit?.Task ?? Task.CompletedTask;
        }
    }

    public void Settled(UsageStream stream, long sequence)
    {
        lock (_lock)
        {
            if (_streams.TryGetValue(stream, out var state))
            {
                state.Settled = Math.Max(state.Settled, sequence);
                _streams[stream] = state;
                Prune(stream, state);
            }
        }
    }

    /// <summary>The account's streams that this process has committed to and not settled yet.</summary>
    public IReadOnlyList<UsageStream> Of(AccountId account)
    {
        lock (_lock)
        {
            return [.. _streams.Where(pair => pair.Key.Account == account && pair.Value.IsBehind).Select(pair => pair.Key)];
        }
    }

    private void Prune(UsageStream stream, in State state)
    {
        if (state is { IsAnnounced: false, Commit: null, IsBehind: false })
        {
            _streams.Remove(stream);
        }
    }

    private struct State
    {
        public TaskCompletionSource? Commit;
        public bool IsAnnounced;
        public long Committed;
        public long Settled;

        public readonly bool IsBehind => Committed > Settled;
    }
}
