"""Names that nobody bears: first names from many places, surnames put together from nature."""

from __future__ import annotations

from random import Random

GIRLS = (
    "Abena Adaeze Aisha Alina Amara Amelia Ananya Anwen Asha Ayan Beatriz Bronwen Catrin Chidinma Clara Daria Efua Elif Ellen "
    "Emina Esme Farah Fatou Freya Gita Grace Habiba Hana Hodan Ileana Imani Ines Iris Jana Jasmin Joana Kasia Keira Kiran Lan "
    "Leila Lena Lucia Mai Malika Marta Mei Meera Mina Miriam Nadia Naomi Neve Nia Niamh Noor Olena Orla Paloma Parisa Phoebe "
    "Priya Rania Roza Ruth Sabela Safiya Saoirse Selam Shanice Sofia Tamar Tara Thandi Tuyet Uma Vera Wanjiru Yara Zofia Zola"
).split()
BOYS = (
    "Abdi Adeel Adrian Ahmed Alan Amir Andrei Anton Arjun Ashok Bao Benedek Bilal Bogdan Callum Cian Dafydd Daniel Dawit Dylan "
    "Ebo Elias Emeka Emre Ethan Farid Felix Finn Goran Habib Haruto Hassan Henrik Ibrahim Idris Ifan Ilya Isaac Ivan Jakub "
    "Jamal Jonah Joseph Kamran Karim Kofi Kwame Kyle Leon Levi Liam Luca Malik Marek Mateus Mehdi Mihai Minh Musa Nasir Nikhil "
    "Noah Obinna Omar Oscar Owain Pavel Rafael Ravi Reuben Rhys Rohan Samir Sean Stefan Sunil Tariq Tomas Tunde Uri Viktor "
    "Wei Yonas Yusuf Zayd Zoltan"
).split()
_FIRST_HALVES = (
    "Amber Barley Bramble Briar Cedar Clover Copper Coral Curlew Elder Ember Fern Finch Flint Gorse Harebell "
    "Hazel Heather Heron Holly Ivy Juniper Kestrel Larch Lark Lichen Linnet Maple Marram Moss Nettle Otter Pebble Pine Plover "
    "Poppy Rowan Rush Saffron Sedge Sorrel Swift Tansy Teasel Thistle Willow Wren"
).split()
_SECOND_HALVES = "bank beck brook cove croft dale fold glade heath hollow lea marsh mere moor pool ridge shore tarn water".split()
_WORDS_FOR_NATURE = (
    "Afon Baran Brzoza Chinar Coeden Darya Geedka Gulab Izvor Jabal Jezioro Kiko Lesna Munte Mynydd Nahar Osumare Padure "
    "Qamar Roob Sahra Samaki Strumyk Vriksha Zaytun"
).split()
"""Rivers, rain, birches, mountains and the like in a dozen languages."""


def surnames(rng: Random) -> list[str]:
    """Every surname in an order of chance: "Fernpool", and about one in three "Baran-Fernpool"."""
    plain = [first + second for first in _FIRST_HALVES for second in _SECOND_HALVES]
    rng.shuffle(plain)
    return [f"{rng.choice(_WORDS_FOR_NATURE)}-{name}" if rng.random() < 0.3 else name for name in plain]


class Names:
    """Hands out names, none of them twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._surnames = surnames(rng)
        self._given: set[tuple[str, str]] = set()
        self._family = 0

    def family(self) -> str:
        """A surname for a family or a worker; they come round again after all have been given."""
        self._family += 1
        return self._surnames[self._family % len(self._surnames)]

    def person(self, surname: str, male: bool) -> str:
        """A first name that nobody of this surname has."""
        names = BOYS if male else GIRLS
        at = int(self._rng.random() * len(names))
        for step in range(len(names)):
            first = names[(at + step) % len(names)]
            if (first, surname) not in self._given:
                self._given.add((first, surname))
                return first
        raise ValueError(f"Every first name has been given to a {surname}: add names or make fewer children.")
