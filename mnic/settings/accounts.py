"""Settings of people: who they are, how they sign up and sign in (django-allauth)."""

from mnic.settings.environment import env

AUTH_USER_MODEL = "accounts.Person"

# One backend: a second one would hash every wrong password twice, and tell known addresses apart.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

ACCOUNT_ADAPTER = "pages.sign_in.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "pages.sign_in.forms.SignUpForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
# A password may exist, but sign-up never asks for one: a stranger could choose it for an address
# that is not theirs, and wait for its owner to prove it.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True

# Beside allauth's own limits: so few codes a day for one address that six digits are enough.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,20/d/key",
    "reset_password": "20/m/ip,5/m/key,20/d/key",
    "confirm_email": "1/10s/key,30/d/key",
}

MFA_TOTP_ISSUER = "MNIC"
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "pages.sign_in.mfa_adapter.SecondFactorAdapter"

# Only what our own proxies add to X-Forwarded-For is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("NUM_PROXIES", 0)

# In production staff may do nothing before a second factor is set up.
MNIC_STAFF_MFA_REQUIRED = env.bool("MNIC_STAFF_MFA_REQUIRED", False)
