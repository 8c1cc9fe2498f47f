using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Host.Tests;

/// <summary>The names of the events that a server logs as a warning or worse: what alerts look for.</summary>
internal sealed class EventBook : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _names = new();

    private EventBook()
    {
    }

    public static IReadOnlyCollection<string> Of(IServiceProvider parts)
    {
        var book = new EventBook();
        parts.GetRequiredService<ILoggerFactory>().AddProvider(book);
        return book._names;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _names.Enqueue(eventId.Name ?? formatter(state, exception));

    public void Dispose()
    {
    }
}
