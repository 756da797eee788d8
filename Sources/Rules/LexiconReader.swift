import Domain
import Language

/// Reads the bulk tables of the lexicon: parties, their names, weapon systems, places and common nouns.
struct LexiconReader {
    var lexicon = Lexicon()
    let classes: ClassTree
    var diagnostics: [Diagnostic] = []

    init(classes: ClassTree) {
        self.classes = classes
    }

    /// Reads the tables of `folders`: the shipped pack must have all, a site's folder may have any.
    mutating func read(
        folders: [String],
        english: inout EnglishReader,
        phrases: inout PhraseCollector
    ) throws(PackError) {
        for file in try files("parties.tsv", folders) { parties(file) }
        // A pack without wars knows of none.
        for folder in folders where SourceFile.exists(folder + "/wars.tsv") {
            wars(try SourceFile(path: folder + "/wars.tsv"))
        }
        for file in try files("names.tsv", folders) { names(file, &phrases) }
        for file in try files("systems.tsv", folders) { systems(file, &phrases) }
        for file in try files("places.tsv", folders) { places(file, &phrases) }
        for file in try files("en/terms.tsv", folders) { terms(file, &english, &phrases) }
    }

    private func files(_ name: String, _ folders: [String]) throws(PackError) -> [SourceFile] {
        var files: [SourceFile] = []
        for (index, folder) in folders.enumerated() {
            let path = folder + "/" + name
            if index > 0, !SourceFile.exists(path) { continue }
            files.append(try SourceFile(path: path))
        }
        return files
    }

    private mutating func parties(_ file: SourceFile) {
        let table = Table(file, columns: ["id", "sort", "name", "home"], optional: 1)
        diagnostics += table.diagnostics
        defer { homes(table) }
        for row in table.rows {
            let id = String(row.cells[0])
            guard lexicon.partyNumbers[id] == nil else {
                diagnostics.append(
                    table.diagnostic("duplicate-party", row, cell: 0, "the party '\(id)' is given twice")
                )
                continue
            }
            guard let sort = classes.number(row.cells[1]) else {
                diagnostics.append(table.diagnostic("unknown-class", row, cell: 1, "'\(row.cells[1])' is no class"))
                continue
            }
            lexicon.partyNumbers[id] = PartyID(lexicon.parties.count)
            let party = Party(id: id, name: String(row.cells[2]))
            lexicon.parties.append(Lexicon.PartyRecord(party: party, sort: sort))
        }
    }

    /// Reads where groups are at home, once all parties have a number.
    private mutating func homes(_ table: Table) {
        for row in table.rows where !row.cells[3].isEmpty {
            guard let party = lexicon.partyNumbers[String(row.cells[0])] else { continue }
            guard let home = lexicon.partyNumbers[String(row.cells[3])] else {
                unknown(table, row, cell: 3, "party", among: Array(lexicon.partyNumbers.keys))
                continue
            }
            lexicon.parties[Int(party)].home = home
        }
    }

    /// Reads who is at war with whom; rows of a site take the place of those of the same two.
    private mutating func wars(_ file: SourceFile) {
        let table = Table(file, columns: ["party", "enemy", "from", "to"])
        diagnostics += table.diagnostics
        var wars: [Lexicon.War] = []
        for row in table.rows {
            let parties = (0...1).map { lexicon.partyNumbers[String(row.cells[$0])] }
            guard let party = parties[0], let enemy = parties[1] else {
                let cell = parties[0] == nil ? 0 : 1
                unknown(table, row, cell: cell, "party", among: Array(lexicon.partyNumbers.keys))
                continue
            }
            let days = (from: day(table, row, cell: 2, last: false), to: day(table, row, cell: 3, last: true))
            wars.append(Lexicon.War(parties: [party, enemy], from: days.from, to: days.to))
        }
        lexicon.wars.removeAll { known in wars.contains { $0.parties == known.parties } }
        lexicon.wars += wars
    }

    private mutating func names(_ file: SourceFile, _ phrases: inout PhraseCollector) {
        let table = Table(file, columns: ["name", "party", "type", "from", "to", "flags"])
        diagnostics += table.diagnostics
        var adjectives: Set<Substring> = []
        for row in table.rows {
            guard let party = lexicon.partyNumbers[String(row.cells[1])] else {
                unknown(table, row, cell: 1, "party", among: Array(lexicon.partyNumbers.keys))
                continue
            }
            guard let type = Lexicon.NameType(rawValue: String(row.cells[2])) else {
                unknown(table, row, cell: 2, "type of name", among: Lexicon.NameType.allCases.map(\.rawValue))
                continue
            }
            let from = day(table, row, cell: 3, last: false)
            let to = day(table, row, cell: 4, last: true)
            let flags = flags(table, row, cell: 5, known: ["ambiguous", "case", "surname", "article", "context"])
            let sense = Lexicon.Sense(
                category: .party,
                index: party,
                type: type,
                isAmbiguous: flags.contains("ambiguous"),
                needsContext: flags.contains("context"),
                from: from,
                to: to,
                file: origin(table),
                line: Int32(row.line)
            )
            if sense.needsContext { lexicon.halves.append(party) }
            // "Chinese" and "French" name a people, too, but stand before a noun far more often.
            if type == .adjective { adjectives.insert(row.cells[0]) }
            let isAdjective = adjectives.contains(row.cells[0]) && (type == .adjective || type == .people)
            let kind: PhraseKind = isAdjective ? .adjectival : .name
            // "the Houthis launch", "Hamas fire": peoples and groups go with a verb in the plural.
            let isPlural =
                type == .people && !isAdjective
                || type == .name && lexicon.parties[Int(party)].sort == classes.number("group")
            addName(String(row.cells[0]), kind, isPlural ? .plural : [], flags, sense, &phrases)
        }
    }

    private func addName(
        _ name: String,
        _ kind: PhraseKind,
        _ tags: WordTags,
        _ flags: Set<Substring>,
        _ sense: Lexicon.Sense,
        _ phrases: inout PhraseCollector
    ) {
        phrases.add(
            name,
            kind: kind,
            tags: tags,
            needsCapital: true,
            needsAllCaps: flags.contains("case"),
            sense: sense
        )
    }

    private mutating func systems(_ file: SourceFile, _ phrases: inout PhraseCollector) {
        let table = Table(file, columns: ["name", "canonical", "class", "maker", "flags"])
        diagnostics += table.diagnostics
        var numbers: [String: Int32] = [:]
        for row in table.rows {
            guard let kind = classes.number(row.cells[2]) else {
                unknown(table, row, cell: 2, "class", among: classes.names)
                continue
            }
            let maker = lexicon.partyNumbers[String(row.cells[3])]
            if maker == nil, !row.cells[3].isEmpty {
                unknown(table, row, cell: 3, "party", among: Array(lexicon.partyNumbers.keys))
                continue
            }
            let canonical = String(row.cells[1])
            let number = numbers[canonical] ?? Int32(lexicon.systems.count)
            if numbers[canonical] == nil {
                numbers[canonical] = number
                lexicon.systems.append(Lexicon.System(name: canonical, kind: kind, maker: maker ?? -1))
            }
            let flags = flags(table, row, cell: 4, known: ["ambiguous", "case", "unit"])
            if flags.contains("unit") { lexicon.systems[Int(number)].isUnit = true }
            let sense = sense(.system, number, flags, table, row)
            let name = String(row.cells[0])
            addName(name, .name, .noun, flags, sense, &phrases)
            let takesPlural = name.last.map { $0.isLetter || $0.isNumber } == true
            if takesPlural { addName(Inflection.plural(name), .name, .noun, flags, sense, &phrases) }
        }
    }

    private mutating func places(_ file: SourceFile, _ phrases: inout PhraseCollector) {
        let table = Table(file, columns: ["name", "sort", "country", "latitude", "longitude", "flags"])
        diagnostics += table.diagnostics
        for row in table.rows {
            guard let sort = Lexicon.PlaceSort(rawValue: String(row.cells[1])) else {
                unknown(table, row, cell: 1, "sort of place", among: Lexicon.PlaceSort.allCases.map(\.rawValue))
                continue
            }
            let country = lexicon.partyNumbers[String(row.cells[2])]
            if country == nil, !row.cells[2].isEmpty {
                unknown(table, row, cell: 2, "party", among: Array(lexicon.partyNumbers.keys))
                continue
            }
            let flags = flags(table, row, cell: 5, known: ["ambiguous", "case", "article"])
            let number = Int32(lexicon.places.count)
            lexicon.places.append(
                Lexicon.PlaceRecord(
                    name: String(row.cells[0]),
                    sort: sort,
                    country: country ?? -1,
                    latitude: Double(row.cells[3]),
                    longitude: Double(row.cells[4])
                )
            )
            addName(String(row.cells[0]), .name, [], flags, sense(.place, number, flags, table, row), &phrases)
        }
    }

    private mutating func terms(
        _ file: SourceFile,
        _ english: inout EnglishReader,
        _ phrases: inout PhraseCollector
    ) {
        let table = Table(file, columns: ["term", "class", "flags"])
        diagnostics += table.diagnostics
        var lines: [Substring: Int] = [:]
        for row in table.rows {
            if let line = lines.updateValue(row.line, forKey: row.cells[0]) {
                let message = "the term '\(row.cells[0])' is given twice, first on line \(line)"
                diagnostics.append(table.diagnostic("duplicate-term", row, cell: 0, message))
            }
            guard let kind = classes.number(row.cells[1]) else {
                unknown(table, row, cell: 1, "class", among: classes.names)
                continue
            }
            let flags = flags(table, row, cell: 2, known: ["weak", "plural", "case"])
            let term = String(row.cells[0])
            let sense = sense(.term, kind, flags.contains("weak") ? ["ambiguous"] : [], table, row)
            let isCase = flags.contains("case")
            phrases.add(term, kind: .term, needsAllCaps: isCase, sense: sense)
            if !term.contains(where: { $0 == " " || $0 == "-" }) { english.addNoun(term) }
            guard !flags.contains("plural") else { continue }
            phrases.add(Inflection.plural(term), kind: .term, needsAllCaps: isCase, sense: sense)
        }
    }

    // MARK: Cells

    /// The number of a table among those read.
    private mutating func origin(_ table: Table) -> Int16 {
        let path = table.file.path
        let name = path.split(separator: "/").suffix(2).joined(separator: "/")
        if let known = lexicon.files.lastIndex(of: name) { return Int16(known) }
        lexicon.files.append(name)
        return Int16(lexicon.files.count - 1)
    }

    private mutating func sense(
        _ category: Lexicon.Sense.Category,
        _ index: Int32,
        _ flags: Set<Substring>,
        _ table: Table,
        _ row: Table.Row
    ) -> Lexicon.Sense {
        Lexicon.Sense(
            category: category,
            index: index,
            type: .none,
            isAmbiguous: flags.contains("ambiguous"),
            needsContext: false,
            from: .min,
            to: .max,
            file: origin(table),
            line: Int32(row.line)
        )
    }

    private mutating func flags(_ table: Table, _ row: Table.Row, cell: Int, known: Set<Substring>) -> Set<Substring> {
        let flags = Set(row.cells[cell].split(separator: " "))
        for flag in flags.subtracting(known).sorted() {
            let names = known.sorted().joined(separator: ", ")
            diagnostics.append(
                table.diagnostic("unknown-flag", row, cell: cell, "'\(flag)' is no flag of this table: \(names)")
            )
        }
        return flags
    }

    private mutating func day(_ table: Table, _ row: Table.Row, cell: Int, last: Bool) -> Int32 {
        let text = row.cells[cell]
        guard !text.isEmpty else { return last ? .max : .min }
        guard let date = EventDate(String(text)), let day = last ? date.last : date.first else {
            diagnostics.append(
                table.diagnostic("not-a-date", row, cell: cell, "'\(text)' is no date: YYYY, YYYY-MM or YYYY-MM-DD")
            )
            return last ? .max : .min
        }
        return Int32(day.dayNumber)
    }

    private mutating func unknown(
        _ table: Table,
        _ row: Table.Row,
        cell: Int,
        _ what: String,
        among names: [String]
    ) {
        let near = suggestion(for: String(row.cells[cell]), among: names.sorted())
        diagnostics.append(
            table.diagnostic(
                "unknown-\(what.split(separator: " ")[0])",
                row,
                cell: cell,
                "'\(row.cells[cell])' is no known \(what)",
                help: near.map { "did you mean '\($0)'?" }
            )
        )
    }
}
