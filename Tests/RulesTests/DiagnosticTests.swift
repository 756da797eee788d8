import Foundation
import TestSupport
import Testing

@testable import Rules

/// Every mistake an analyst can make has an input and the whole text of what is said about it (`Golden`).
///
/// `names.unknown-party.in.tsv` takes the place of the file `names` stands for, and what loading the pack then says
/// must be the text of `names.unknown-party.out`.
@Suite struct DiagnosticTests {
    /// The file of the pack that the first part of an input's name stands for.
    static let paths = [
        "kind": "rules/launch.yaml", "tests": "rules/launch.tests.yaml", "classes": "lexicon/classes.tsv",
        "parties": "lexicon/parties.tsv", "names": "lexicon/names.tsv", "systems": "lexicon/systems.tsv",
        "places": "lexicon/places.tsv", "terms": "lexicon/en/terms.tsv", "function": "lexicon/en/function.tsv",
        "forms": "lexicon/en/forms.tsv", "words": "lexicon/en/words.tsv", "predicates": "lexicon/en/predicates.tsv",
        "cues": "lexicon/en/cues.tsv", "readings": "lexicon/en/readings.tsv",
        "mutes": "site/mutes.yaml", "sources": "site/sources.yaml", "addition": "site/rules/launch.yaml",
        "confidence": "lexicon/confidence.tsv",
    ]

    static let inputs: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: PackFixture.golden.path)) ?? []
        return names.filter { $0.contains(".in.") }.sorted()
    }()

    private func golden(_ name: String) -> String {
        PackFixture.golden.appendingPathComponent(name + ".out").path
    }

    @Test func thePackTheInputsChange_isInOrder() throws {
        #expect(try PackFixture.complaint([:]) == "nothing is wrong\n")
        #expect(Self.inputs.count >= 50)
    }

    @Test(arguments: inputs)
    func load_saysWhatIsWrong(input: String) throws {
        let parts = input.split(separator: ".").map(String.init)
        let path = try #require(Self.paths[parts[0]], "no file of the pack is called \(parts[0])")
        let data = try Data(contentsOf: PackFixture.golden.appendingPathComponent(input))
        let complaint = try PackFixture.complaint([path: data])
        #expect(complaint != "nothing is wrong\n")
        #expect(Golden.difference(of: complaint, from: golden(parts[0] + "." + parts[1])) == nil)
    }

    /// Mistakes that no text of a single file can make.
    @Test(
        arguments: [
            ("pack.not-utf8", ["lexicon/names.tsv": Data([0x6E, 0xFF, 0xFE, 0x0A])]),
            ("pack.not-utf8-rules", ["rules/launch.yaml": Data([0x6B, 0xC3, 0x28])]),
            ("pack.unreadable", ["lexicon/en/forms.tsv": nil]),
            (
                "pack.duplicate-kind",
                [
                    "rules/other.yaml": try? Data(
                        contentsOf: PackFixture.golden.appendingPathComponent("pack/rules/launch.yaml")
                    )
                ]
            ),
            (
                "pack.tests-without-kind",
                [
                    "rules/lunch.tests.yaml": Data("[]\n".utf8),
                    "lexicon/en/cues.tsv": Data("word\tpart\teffects\nsay\tverb\tsay\nsay\tverb\tsaid\n".utf8),
                ]
            ),
            (
                "pack.unknown-file",
                [
                    "site/mute.yaml": Data("[]\n".utf8), "site/lexicon/en/cues.tsv": Data("word\tpart\teffects\n".utf8),
                    "site/.git/config.yaml": Data(), "site/readme.md": Data(),
                ]
            ),
            (
                "pack.everywhere",
                [
                    "lexicon/parties.tsv": Data("id\tsort\tname\nJPN\tstate\tJapan\nPRK\tnation\tNorth Korea\n".utf8),
                    "rules/launch.yaml": Data("kind: launch\n".utf8),
                ]
            ),
        ] as [(String, [String: Data?])]
    )
    func load_saysWhatIsWrongWithThePack(name: String, files: [String: Data?]) throws {
        #expect(Golden.difference(of: try PackFixture.complaint(files), from: golden(name)) == nil)
    }

    @Test func load_saysWhereTheSiteHasNoFolder() throws {
        let error = try #require(throws: PackError.self) {
            try PackFixture.with([:]) { try RuleSet.load(folder: $0, site: "/nowhere/at/all") }
        }
        #expect("\(error)" == "/nowhere/at/all: error[unreadable]: the site's folder cannot be read")
    }

    /// Codes stand in the sources as literals; one that no golden file shows is one nobody has read.
    @Test func everyCodeOfTheSources_hasAGoldenFile() throws {
        let sources = PackFixture.shipped.deletingLastPathComponent().appendingPathComponent("Sources/Rules")
        var codes: Set<String> = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: sources.path) where name.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8)
            for match in text.matches(of: /(?:code:|report\(|diagnostic\()\s*"([a-z0-9-]+)"/) {
                codes.insert(String(match.1))
            }
        }
        var shown: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: PackFixture.golden.path)
        where name.hasSuffix(".out") {
            let text = try String(contentsOf: PackFixture.golden.appendingPathComponent(name), encoding: .utf8)
            for match in text.matches(of: /(?:error|warning)\[([a-z0-9-]+)\]/) { shown.insert(String(match.1)) }
        }
        // Two words of one 64-bit hash cannot be had for the asking, 256 classes have a test of their own, and the last
        // cannot be reached at all.
        #expect(codes.subtracting(shown) == ["hash-collision", "too-many-classes", "vocabulary"])
        #expect(codes.count > 20)
    }
}

@Suite struct DiagnosticTextTests {
    @Test func description_pointsAtTheColumnAlsoWhereTabsStandBefore() {
        let diagnostic = Diagnostic(
            code: "unknown-flag",
            file: "names.tsv",
            line: 7,
            column: 5,
            message: "'x' is no flag",
            excerpt: "a\tb\tx",
            help: "leave it out"
        )
        #expect(
            diagnostic.description == """
                names.tsv:7:5: error[unknown-flag]: 'x' is no flag
                    a b x
                        ^
                    help: leave it out
                """
        )
    }

    @Test(arguments: [(0, 0, "f"), (3, 0, "f:3"), (3, 9, "f:3:9")])
    func description_givesThePlaceThatIsKnown(line: Int, column: Int, place: String) {
        let diagnostic = Diagnostic(level: .warning, code: "c", file: "f", line: line, column: column, message: "m")
        #expect(diagnostic.description == "\(place): warning[c]: m")
    }
}
