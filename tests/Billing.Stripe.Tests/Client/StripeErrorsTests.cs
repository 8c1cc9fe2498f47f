using Billing.Stripe.Client;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Client;

public sealed class StripeErrorsTests
{
    /// <summary>Code, decline code, advice; what it means for the next try, and what the customer reads.</summary>
    private const string Declines = """
        card_declined            lost_card                          -                   Hard          generic_decline
        card_declined            stolen_card                        -                   Hard          generic_decline
        card_declined            pickup_card                        -                   Hard          generic_decline
        card_declined            restricted_card                    -                   Hard          generic_decline
        card_declined            fraudulent                         -                   Hard          generic_decline
        card_declined            highest_risk_level                 -                   Hard          generic_decline
        card_declined            merchant_blacklist                 -                   Hard          generic_decline
        card_declined            security_violation                 -                   Hard          generic_decline
        card_declined            invalid_account                    -                   Hard          invalid_account
        card_declined            card_not_supported                 -                   Hard          card_not_supported
        card_declined            revocation_of_authorization        -                   Hard          revocation_of_authorization
        card_declined            revocation_of_all_authorizations   -                   Hard          revocation_of_all_authorizations
        card_declined            stop_payment_order                 -                   Hard          stop_payment_order
        card_declined            previously_declined_do_not_retry   -                   Hard          previously_declined_do_not_retry
        card_declined            transaction_not_allowed            -                   Hard          transaction_not_allowed
        incorrect_number         -                                  -                   Hard          incorrect_number
        expired_card             -                                  confirm_card_data   Hard          expired_card
        invalid_expiry_year      -                                  -                   Hard          invalid_expiry_year
        incorrect_cvc            -                                  -                   Hard          incorrect_cvc
        authentication_required  authentication_required            -                   Authenticate  authentication_required
        authentication_required  -                                  do_not_try_again    Authenticate  authentication_required
        card_declined            insufficient_funds                 -                   Soft          insufficient_funds
        card_declined            insufficient_funds                 do_not_try_again    Hard          insufficient_funds
        card_declined            try_again_later                    -                   Soft          try_again_later
        card_declined            issuer_not_available               -                   Soft          issuer_not_available
        card_declined            card_velocity_exceeded             -                   Soft          card_velocity_exceeded
        card_declined            reenter_transaction                -                   Soft          reenter_transaction
        processing_error         -                                  try_again_later     Soft          processing_error
        card_declined            generic_decline                    -                   Unclear       generic_decline
        card_declined            generic_decline                    try_again_later     Unclear       generic_decline
        card_declined            generic_decline                    confirm_card_data   Hard          generic_decline
        card_declined            generic_decline                    do_not_try_again    Hard          generic_decline
        card_declined            do_not_honor                       -                   Unclear       do_not_honor
        card_declined            call_issuer                        -                   Unclear       call_issuer
        card_declined            -                                  -                   Unclear       card_declined
        card_declined            a_code_of_tomorrow                 -                   Unclear       a_code_of_tomorrow
        -                        -                                  -                   Unclear       generic_decline
        """;

    [Fact]
    public void Every_code_has_its_meaning()
    {
        static string? Cell(string cell) => cell == "-" ? null : cell;

        Table.Equal(Declines, Table.Rows(Declines).Select(row => (string[])[
            row[0], row[1], row[2],
            StripeErrors.KindOf(Cell(row[0]), Cell(row[1]), Cell(row[2])).ToString(),
            StripeErrors.ShownCode(StripeErrors.CodeOf(Cell(row[0]), Cell(row[1])))]));
    }
}
