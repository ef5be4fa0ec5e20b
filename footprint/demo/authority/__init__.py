"""A whole authority of invented children and the service that watches over them, from published margins."""

from footprint.demo.authority.build import make_authority

__all__ = ["make_authority"]
