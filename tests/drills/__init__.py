"""Drills: they break what the desk stands on, and an independent checker looks for what was lost or doubled."""
