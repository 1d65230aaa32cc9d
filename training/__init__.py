"""Builds toldby's own English syntax pipeline from open treebanks."""
