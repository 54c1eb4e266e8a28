"""Who gets in where: every address, as everybody of the cast, on school A's objects and on another school's."""
