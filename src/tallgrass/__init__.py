"""Tallgrass: how strong is your civic tech and data ecosystem?"""
