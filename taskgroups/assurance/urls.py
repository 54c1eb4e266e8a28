"""Addresses of what a school shows the world, and of what it owns."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
