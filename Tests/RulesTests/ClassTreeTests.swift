import Testing

@testable import Rules

@Suite struct ClassTreeTests {
    static let table = """
        # a comment
        class\tparent\tvalue\tname
        weapon\t\tequipment\tweapons
        missile\tweapon\tmissile\tmissile
        ballistic\tmissile\tballistic\tballistic missile
        icbm\tballistic\ticbm\tintercontinental ballistic missile
        tank\tweapon\tarmour\ttank
        place\t\t\tplace
        """

    private func tree() -> ClassTree {
        var diagnostics: [Diagnostic] = []
        let tree = ClassTree.read(SourceFile(path: "classes.tsv", text: Self.table), into: &diagnostics)
        #expect(diagnostics.isEmpty)
        return tree
    }

    @Test(arguments: [
        ("icbm", "icbm", true), ("icbm", "ballistic", true), ("icbm", "weapon", true), ("weapon", "icbm", false),
        ("tank", "missile", false), ("place", "weapon", false),
    ])
    func isKind(special: String, general: String, expected: Bool) throws {
        let tree = tree()
        #expect(tree.isKind(try #require(tree.number(special)), of: try #require(tree.number(general))) == expected)
    }

    /// A set holds 255 classes; the last of them is told apart from all others, and one more is refused by name.
    @Test func aClassTooMany_isRefused() throws {
        let names = (1...ClassSet.width).map { "c\($0)" }
        let text = (["class\tparent\tvalue\tname"] + names.map { "\($0)\t\t\t\($0)" }).joined(separator: "\n")
        var diagnostics: [Diagnostic] = []
        let tree = ClassTree.read(SourceFile(path: "classes.tsv", text: text), into: &diagnostics)
        #expect(diagnostics.map(\.code) == ["too-many-classes"])
        #expect(diagnostics.first?.message.contains("'c256'") == true)
        let last = try #require(tree.number("c255"))
        #expect(tree.lineage(last).contains(last))
        #expect(ClassSet([last]).isDisjoint(with: ClassSet(ClassID(1)..<last)))
    }

    @Test func numberZero_isNoClassOfAny() throws {
        let tree = tree()
        #expect(!tree.isKind(0, of: 0))
        #expect(!tree.isKind(try #require(tree.number("icbm")), of: 0))
        #expect(tree.depth(0) == 0)
        #expect(tree.value(0) == nil)
    }

    @Test(arguments: [("weapon", 1), ("missile", 2), ("icbm", 4), ("place", 1)])
    func depth_countsFromTheRoot(name: String, depth: Int) throws {
        let tree = tree()
        #expect(tree.depth(try #require(tree.number(name))) == depth)
    }

    @Test func values_leadToTheFirstClassThatHasThem() throws {
        let tree = tree()
        #expect(tree.number(value: "armour") == tree.number("tank"))
        #expect(tree.number(value: "place") == nil)
        #expect(tree.names == ["weapon", "missile", "ballistic", "icbm", "tank", "place"])
        #expect(tree.value(try #require(tree.number("place"))) == nil)
    }
}
