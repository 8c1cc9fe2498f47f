"""Makes the fonts of these tests with fontTools: boxes of different sizes, in every form that the reader of fonts knows.

quadratic.ttf, quadratic-bold.ttf  TrueType, with glyphs composed of others; Latin, Greek, Cyrillic, Hebrew, Arabic
cubic.otf                          CFF keyed by name, with local and global subroutines and hint masks; Hangul
han.ttc                            a collection of two CFF fonts keyed by character id, with two font dictionaries each; Chinese characters and kana
"""
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict, GlobalSubrsIndex, PrivateDict, SubrsIndex
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection

LATIN = [chr(c) for c in range(0x20, 0x17F) if not 0x7F <= c < 0xA0]
GREEK = [chr(c) for c in range(0x384, 0x3CF) if chr(c).isprintable()]
CYRILLIC = [chr(c) for c in range(0x400, 0x460)]
HEBREW = [chr(c) for c in range(0x5D0, 0x5EB)]
ARABIC = [chr(c) for c in [*range(0x621, 0x63B), *range(0x641, 0x64B), *range(0xFE80, 0xFEF5)]]
HANGUL = [chr(c) for c in range(0xAC00, 0xAC00 + 400)] + list("한국서울특별시강남구주식회사")
HAN = list("株式会社中文北京東都千代田区丸の内サンプル示例科技有限公司高级套餐席")


def box(pen, size):
    pen.moveTo((50, 0))
    pen.lineTo((50, size))
    pen.lineTo((50 + size, size))
    pen.lineTo((50 + size, 0))
    pen.closePath()
    return pen


def base(characters, is_ttf, keyed_by_id=False):
    characters = sorted(set(characters))
    names = {ord(c): f"cid{i + 1:05d}" if keyed_by_id else f"u{ord(c):04X}" for i, c in enumerate(characters)}
    builder = FontBuilder(1000, isTTF=is_ttf)
    builder.setupGlyphOrder([".notdef", *dict.fromkeys(names.values())])
    builder.setupCharacterMap(names)
    return builder, list(dict.fromkeys(names.values()))


def finish(builder, name, glyphs, weight):
    builder.setupHorizontalMetrics({g: (300 + i % 7 * 100, 50) for i, g in enumerate([".notdef", *glyphs])})
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Bold" if weight > 500 else "Regular", "psName": name.replace(" ", "") + f"-{weight}"})
    builder.setupOS2(usWeightClass=weight, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].modified = builder.font["head"].created = 3_850_000_000
    builder.font.recalcTimestamp = False
    return builder.font


def quadratic(weight):
    builder, glyphs = base(LATIN + GREEK + CYRILLIC + HEBREW + ARABIC, True)
    outlines = {".notdef": box(TTGlyphPen(None), 600).glyph(), "u0020": TTGlyphPen(None).glyph()}
    for i, glyph in enumerate(glyphs):
        if glyph == "u0020":
            continue
        pen = TTGlyphPen(dict.fromkeys(glyphs))
        if glyph == "u0142":  # made of one that is made of another
            pen.addComponent("u0141", (0.5, 0, 0, 0.5, 0, 0))
        elif glyph == "u0141":
            pen.addComponent("u004C", (1, 0, 0, 1, 20, 30))
            pen.addComponent("u002D", (1, 0, 0, 1, 400, 400))
        else:
            box(pen, 100 + i % 11 * 40)
        outlines[glyph] = pen.glyph()
    builder.setupGlyf(outlines)
    finish(builder, "Test Quadratic", glyphs, weight).save(f"quadratic{'-bold' if weight > 500 else ''}.ttf")


def program(i):
    """Hints and a mask; a box of which a side comes from a local subroutine that calls a global one."""
    size = 100 + i % 11 * 40
    return [0, 100, "hstemhm", 0, 50, "hintmask", b"\xC0", 50, 0, "rmoveto", size, "hlineto", -107, "callsubr", -size, "hlineto", "endchar"]


def compact(name, characters, keyed_by_id):
    builder, glyphs = base(characters, False, keyed_by_id)
    strings = {g: T2CharString(program=program(i)) for i, g in enumerate([".notdef", *glyphs])}
    builder.setupCFF(name.replace(" ", ""), {}, strings, {})
    cff = builder.font["CFF "].cff
    top = cff[0]
    shared = GlobalSubrsIndex()
    shared.append(T2CharString(program=[0, 120, "rlineto", "return"]))
    cff.GlobalSubrs = top.GlobalSubrs = shared
    privates = [top.Private]
    if keyed_by_id:
        second = PrivateDict(top.strings)
        second.nominalWidthX = 500
        privates.append(second)
    for private in privates:
        private.Subrs = SubrsIndex()
        private.Subrs.append(T2CharString(program=[-107, "callgsubr", "return"], private=private, globalSubrs=shared))
    for string in strings.values():
        string.globalSubrs = shared
    if keyed_by_id:
        top.rawDict["ROS"] = top.ROS = ("Adobe", "Identity", 0)
        top.CIDCount = len(strings)
        fonts = FDArrayIndex()
        fonts.strings, fonts.GlobalSubrs = top.strings, shared
        for number, private in enumerate(privates):
            font = FontDict()
            font.setCFF2(False)
            font.Private, font.FontName = private, f"{name.replace(' ', '')}-{number}"
            fonts.append(font)
        select = FDSelect()
        select.format = 3
        for i in range(len(strings)):
            select.append(i // 8 % 2)
        top.FDArray, top.FDSelect = fonts, select
        top.CharStrings.fdArray, top.CharStrings.fdSelect = fonts, select
        del top.Private
    return finish(builder, name, glyphs, 400)


quadratic(400)
quadratic(700)
compact("Test Cubic", HANGUL + [" "], False).save("cubic.otf")
han = TTCollection()
han.fonts = [compact("Test Han JP", HAN + [" ", "-", "1"], True), compact("Test Han SC", HAN + [" "], True)]
han.save("han.ttc")
