"""mitodoke (見届け): what a city promised, collected, checked, published and seen through."""

__version__ = "0.1.0"
