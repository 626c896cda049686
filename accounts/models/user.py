"""People, who sign in by e-mail."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.asked_often import asked_often


def folded(address):
    """An address as it is kept: without blanks around it, in small letters. Two that differ in these are one."""
    return address.strip().lower()


class UserManager(BaseUserManager):
    def get(self, *conditions, **wanted):
        """As Django's. By its number alone, as who is signed in is found with every page, it is a kept question."""
        if conditions or wanted.keys() != {"pk"} or type(wanted["pk"]) is not int:
            return super().get(*conditions, **wanted)
        found = numbered(wanted["pk"])
        if not found:
            raise User.DoesNotExist("User matching query does not exist.")
        return found[0]

    def locked(self, pk):
        """The person, their row locked until the transaction ends."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def create_user(self, email, full_name, password=None):
        """Create a person; `password=None` gives an account that must reset its password first."""
        user = self.model(email=folded(email), full_name=full_name)
        user.set_password(password)
        user.save(using=self._db)
        return user


@asked_often
def numbered(pk):
    """The person with a number."""
    return User.objects.filter(pk=pk)


class User(AbstractBaseUser):
    """A person. What the person may do is said by memberships, never by flags here."""

    email = models.EmailField(_("alamat surel"), max_length=254, unique=True)
    full_name = models.CharField(_("nama lengkap"), max_length=150)
    is_active = models.BooleanField(_("aktif"), default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_is_unique_in_any_case")]

    def __str__(self):
        return self.full_name

    @property
    def told_apart(self):
        """The person and nobody of the same name, for pages of people who work together."""
        return f"{self.full_name} ({self.email})"
