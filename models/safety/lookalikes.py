# ruff: noqa: RUF001 - look-alikes are what this is about
"""Letters that look like a Latin one, so that nobody changes a meaning by the alphabet.

Cyrillic, Greek, Armenian, Coptic, Cherokee, Lisu, phonetic and barred letters. An uppercase stands
on its own where its shape is another letter's. What Unicode itself calls compatible (full width,
mathematical, circled letters) is found by decomposition and not here.
"""

LOOKALIKES = {
    "1": "ӏǀ׀∣│｜ןו١ا۱",
    "a": "аαΑɑɐᴀⲁᎪꓥꓮ",
    "ae": "æ",
    "b": "ъыьвбβΒɓʙƀᴃⲃᏏᏴᎯꓐ",
    "c": "сςϹƈȼᴄⲥᏟꓚ",
    "d": "дԁδðđɖɗᴅꝺᎠᏧꓒꓓ",
    "e": "эзеәҙεξΕɘəɛɜǝɇᴇⲉᎬꓰ",
    "f": "ƒꜰꓝꓞ",
    "g": "ԍɠɡɢցᏀᏳꓖ",
    "h": "нһңҺΗħɥɦʜհⲏᎻꓧ",
    "i": "іιΙıɨɩɪⲓᎥꓲ",
    "j": "јϳͿȷɟᴊյᎫꓙ",
    "k": "кқҝκΚƙᴋꝁⲕᏦꓗ",
    "l": "λłɭɫʟᴌⱠⱡլᏞꓡ",
    "m": "мμΜɱʍᴍⲙᎷᏇꓟ",
    "n": "плиηπΝŋɲɳɴոռⲛꓠ",
    "o": "юфоөθοσφΟøɔɵᴏօⲟꓳ",
    "oe": "œ",
    "p": "рρΡþƥᴘքⲣᏢꓑ",
    "q": "ԛզ",
    "r": "ягɹɾʀʁᎡᏒꓣ",
    "s": "ѕЅʂʃƨꜱᎦᏚᏕꓢ",
    "ss": "ß",
    "t": "тτΤŧʈƭᴛⲧᎢᏖꓔ",
    "u": "цυʉʊᴜստꓴ",
    "v": "ѵνʋʌᴠᏙᏤꓦ",
    "w": "шԝωɯᴡᎳᏔꓪ",
    "x": "хҳχΧⲭꓫ",
    "y": "чуүұγψΥɣʏⲩꓬ",
    "z": "ζΖʐʒƶᴢᏃꓜ",
}
"""By Latin letter. Bare strokes stand under 1: a digit that is tried as I and as L."""
