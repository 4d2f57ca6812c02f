"""Who says so: the chain of sources of a sentence, nearest to the event first, and their stance."""

from geo.claims.attribution.memory import Memory, Speaker
from geo.claims.attribution.speech import Speech, speaks_from_there, speech_of, speeches_of
from geo.claims.attribution.subjects import subject_before

__all__ = ["Memory", "Speaker", "Speech", "speaks_from_there", "speech_of", "speeches_of", "subject_before"]
