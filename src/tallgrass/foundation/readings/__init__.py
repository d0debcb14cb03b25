"""Readings: what records can measure, and the types that every room shares to say so.

A room *declares* a reading (what it measures, in which unit, from which tables); the framework puts
*conditions* on readings; the evidence room evaluates them. Nothing here computes.
"""

from tallgrass.foundation.readings.types import Condition, Measured, Operator, Reading, Value

__all__ = ["Condition", "Measured", "Operator", "Reading", "Value"]
