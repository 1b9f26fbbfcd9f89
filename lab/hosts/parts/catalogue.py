"""The variants, and which units belong to each."""
from plants import ALL as PLANTS
from variants import VARIANTS


def names():
    """{variant: sentence}."""
    return {name: variant.SENTENCE for name, variant in VARIANTS.items()}


def units(variant):
    """The units of a variant, in the order in which they are placed."""
    module = VARIANTS[variant]
    return list(module.LOOKALIKES) + (list(PLANTS) if getattr(module, "PLANTED", False) else [])


def early_units():
    """What is placed in the base's image already."""
    return [unit for unit in VARIANTS["clean"].LOOKALIKES if unit.early]


def bring_to_life(variant, guest):
    """Starts the services, then places every unit; runs inside the host."""
    VARIANTS[variant].services(guest)
    for unit in units(variant):
        if unit.early:
            continue
        try:
            unit.place(guest)
        except Exception as error:
            raise RuntimeError(f"{unit.id} ({unit.title}): {type(error).__name__}: {error}") from error
    for unit in units(variant):
        guest.wait_for(lambda unit=unit: not unit.verify(guest), f"{unit.id}: {unit.verify(guest)}", 60)
