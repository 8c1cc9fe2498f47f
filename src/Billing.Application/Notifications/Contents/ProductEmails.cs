using System.Collections.Immutable;

namespace Billing.Application.Notifications;

/// <summary>Proves the address of somebody who signs up.</summary>
public sealed record SignUpOtp(string Code, int ExpiresInMinutes) : ProductEmail;

public sealed record ForgotPassword(Uri ResetLink, int ExpiresInMinutes) : ProductEmail;

public sealed record TwoFactorOtp(string Code, int ExpiresInMinutes) : ProductEmail;

/// <summary>Asks an administrator to let somebody into a workspace.</summary>
public sealed record WorkspaceApprovalRequest(string WorkspaceName, string RequesterName, string RequesterEmail, Uri ReviewLink) : ProductEmail;

public sealed record WorkspaceApprovalAccepted(string WorkspaceName, Uri WorkspaceLink) : ProductEmail;

public sealed record WorkspaceApprovalRejected(string WorkspaceName, string? Reason = null) : ProductEmail;

/// <summary>For somebody who has no user yet: the link makes one.</summary>
public sealed record InviteNewUserAdminConsole(string InviterName, string AccountName, Uri InviteLink) : ProductEmail;

public sealed record InviteExistingUserAdminConsole(string InviterName, string AccountName, Uri InviteLink) : ProductEmail;

/// <summary>For somebody who has no user yet: the link makes one.</summary>
public sealed record InviteNewUserBot(string InviterName, string BotName, Uri InviteLink) : ProductEmail;

/// <summary>For a user of another account than the bot's.</summary>
public sealed record InviteExistingUserBotOutsideAccount(string InviterName, string BotName, string AccountName, Uri InviteLink) : ProductEmail;

public sealed record InviteExistingUserBotInAccount(string InviterName, string BotName, Uri BotLink) : ProductEmail;

public sealed record BotPublish(string BotName, string PublisherName, ImmutableArray<string> Channels) : ProductEmail;

/// <summary>Also sent by itself when the last free credits are used or expired.</summary>
public sealed record FreeTokensExhausted(string AccountName) : ProductEmail;
