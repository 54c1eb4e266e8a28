"""What the sign-in library says when something is wrong, in our words: what it is, then what to do."""

WRONG_SIGN_IN = {
    "account_inactive": "This account is closed. Ask the head of your school to open it.",
    "email_password_mismatch": "The e-mail address and the password do not belong together. Check both and try again.",
    "enter_current_password": "That is not your password now. Enter it again.",
    "incorrect_code": "That code is not right. Enter the one the app shows now.",
    "incorrect_password": "That is not your password. Enter it again.",
    "invalid_login": "The e-mail address and the password do not belong together. Check both and try again.",
    "invalid_password_reset": "This link no longer works. Ask for a new one.",
    "rate_limited": "There were too many tries. Wait five minutes, then try again.",
    "same_as_current": "That is the password you have. Choose another.",
    "too_many_login_attempts": "There were too many tries. Wait five minutes, then try again.",
    "unknown_email": "There is no account with that address. Check it with whoever invited you.",
}
WRONG_CODE = {
    "cannot_delete_authenticator": "One-time codes cannot be turned off for your role. Leave them on.",
    "cannot_generate_recovery_codes": "One-time codes are off. Turn them on first, then make recovery codes.",
    "incorrect_code": "That code is not right. Enter the one the app shows now, or a recovery code you have not used.",
    "unverified_email": "Your e-mail address is not confirmed. Choose a new password through a link first.",
}
