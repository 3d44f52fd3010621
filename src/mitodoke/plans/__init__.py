"""Plans as documents print them: items, activities, indicators, values, ratings."""
