using Billing.Storage.Tests.Sqlite;
using Xunit.Runner.InProc.SystemConsole;

return args is [ChildProcess.Argument, var work, var path] ? await ChildProcess.RunAsync(work, path) : await ConsoleRunner.Run(args);
