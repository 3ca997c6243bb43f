"""Which provisions apply to a young person up to 25, with their source and the day it was checked."""
