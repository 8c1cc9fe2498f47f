using System.Diagnostics;
using Billing.Application.Workflows;

namespace Billing.Host;

/// <summary>
/// This process by a name that no other has, now or later: machine, process id, instant of its start. On the machine itself it can be said of such a name
/// whether its process still runs, so nobody waits for the leases of one that was killed.
/// </summary>
internal static class ThisProcess
{
    public static WorkflowHolder Holder { get; } = Make();

    private static WorkflowHolder Make()
    {
        using var current = Process.GetCurrentProcess();
        return new WorkflowHolder($"{Environment.MachineName}|{current.Id}|{current.StartTime.Ticks}", IsGone);
    }

    private static bool IsGone(string holder)
    {
        if (holder.Split('|') is not [var machine, var id, var start] || machine != Environment.MachineName)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(int.Parse(id));
            return process.StartTime.Ticks != long.Parse(start);
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception problem) when (problem is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ends this very moment, or is somebody else's: the lease runs out by itself.
            return false;
        }
    }
}
