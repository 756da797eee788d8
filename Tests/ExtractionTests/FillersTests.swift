import Testing

@testable import Extraction

/// Groups that stand for the same share a filler, until one of them is changed.
@Suite struct FillersTests {
    /// Fillers of groups that stand for these parties, or for nothing.
    private func fillers(_ parties: [[Int32]]) -> Fillers {
        var fillers = Fillers()
        var next = Filler()
        for list in parties {
            next.parties = list
            next.isCounted = true
            fillers.keep(&next)
        }
        return fillers
    }

    @Test func keep_sharesAmongGroupsThatStandForTheSame() {
        let fillers = fillers([[7], [8], [7], [], []])
        #expect(fillers.count == 5)
        #expect(fillers[0] === fillers[2])
        #expect(fillers[0] !== fillers[1])
        #expect(fillers[3] === fillers[4])
        #expect((0..<5).map { fillers[$0].parties } == [[7], [8], [7], [], []])
        #expect((0..<5).map(fillers.isBlank) == [false, false, false, true, true])
    }

    @Test(arguments: 0..<5)
    func change_changesOneGroupAlone(noun: Int) {
        var fillers = fillers([[7], [8], [7], [], []])
        let before = (0..<5).map { fillers[$0].parties }
        fillers.change(noun).parties = [9]
        for other in 0..<5 {
            #expect(fillers[other].parties == (other == noun ? [9] : before[other]))
        }
        #expect(fillers.areBlanksKept)
        #expect(fillers[noun].isCounted)
    }

    @Test func keep_sharesNothingThatWasChangedSince() {
        var fillers = fillers([[7]])
        fillers.change(0).parties = [9]
        var next = Filler()
        next.parties = [7]
        next.isCounted = true
        fillers.keep(&next)
        #expect(fillers[0].parties == [9])
        #expect(fillers[1].parties == [7])
        #expect(next.isBlank)
    }
}
