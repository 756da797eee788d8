/// What a word is to a quantity: a sense and the number that goes with it.
struct QuantityWord: Sendable {
    /// The senses; the comment says what the number is.
    enum Sense: UInt8, Sendable {
        case none
        // A number, what it multiplies by, what its plural stands for.
        case small, tens, multiplier, plural, digits, gluedLength
        // About how many, exactly how many.
        case few, group
        // Kilometres; a unit that is no length; a word of time or speed.
        case length, otherUnit
        // Words that bind or qualify.
        case article, of, and, or, half, nautical, to
        case approximate, over, under, at, least, most, than, more, fewer, no, `as`, many, up, so
    }

    var sense: Sense
    var value: Double

    static let none = QuantityWord(sense: .none, value: 0)

    /// The table of all such words over a vocabulary.
    static func table(_ vocabulary: Vocabulary) -> WordTable<QuantityWord> {
        var rows: [(text: String, meaning: QuantityWord)] = []
        for (sense, words) in english {
            for entry in words.split(separator: " ") {
                let parts = entry.split(separator: "=")
                let value = parts.count > 1 ? Double(parts[1]) ?? 0 : 0
                rows.append((String(parts[0]), QuantityWord(sense: sense, value: value)))
            }
        }
        return WordTable(vocabulary: vocabulary, rows: rows, none: .none)
    }

    /// The words themselves, for whoever makes the vocabulary.
    static var all: [Substring] {
        english.flatMap { $0.1.split(separator: " ") }.compactMap { $0.split(separator: "=").first }
    }

    /// The closed class of English words that count or measure.
    private static let english: [(Sense, String)] = [
        (.small, "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12"),
        (.small, "thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19"),
        (.tens, "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"),
        (.multiplier, "dozen=12 hundred=100 thousand=1e3 million=1e6 billion=1e9 trillion=1e12"),
        (.plural, "tens=20 dozens=24 scores=40 hundreds=200 thousands=2e3 millions=2e6 billions=2e9"),
        (.few, "few=3 several=3 handful=5 couple=2"),
        (.group, "pair=2 trio=3 quartet=4"),
        (.length, "km=1 kms=1 kilometer=1 kilometers=1 kilometre=1 kilometres=1 mile=1.609344 miles=1.609344"),
        (.length, "m=0.001 meter=0.001 meters=0.001 metre=0.001 metres=0.001 yard=0.0009144 yards=0.0009144"),
        (.length, "foot=0.0003048 feet=0.0003048 ft=0.0003048 nm=1.852 nmi=1.852"),
        (.otherUnit, "percent percentage square cubic mph kph kmh knot knots mach degree degrees"),
        (.otherUnit, "ton tons tonne tonnes kilogram kilograms kg pound pounds kiloton kilotons megaton megatons"),
        (.otherUnit, "liter liters litre litres barrel barrels megawatt megawatts mw dollar dollars euro euros yuan"),
        (.otherUnit, "rouble roubles ruble rubles won yen usd eur cm centimeter centimeters centimetre centimetres mm"),
        (.otherUnit, "millimeter millimeters millimetre millimetres caliber calibre inch inches per"),
        (.otherUnit, "second seconds minute minutes hour hours day days week weeks month months year years decade"),
        (.otherUnit, "decades century centuries am pm a.m. p.m. gmt utc kst hrs times fold"),
        (.otherUnit, "january february april june july august september october november december"),
        (.article, "a an"), (.of, "of"), (.and, "and"), (.or, "or"), (.half, "half"), (.nautical, "nautical"),
        (.to, "to"),
        (.approximate, "about around approximately roughly nearly almost some estimated"),
        (.over, "over above exceeding"), (.under, "under below"), (.at, "at"), (.least, "least"), (.most, "most"),
        (.than, "than"), (.more, "more"), (.fewer, "fewer less"), (.no, "no not"), (.as, "as"), (.many, "many much"),
        (.up, "up"), (.so, "so"),
    ]
}
