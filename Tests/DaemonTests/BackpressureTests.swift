import Testing

@testable import Daemon

@Suite struct BackpressureTests {
    func expect(
        _ pressure: inout Backpressure,
        at now: ContinuousClock.Instant,
        _ expected: Backpressure.Step,
        location: SourceLocation = #_sourceLocation
    ) {
        let step = pressure.step(at: now)
        #expect(step == expected, sourceLocation: location)
    }

    @Test func fullHoldsThenPausesOnceThenResumesAtHalf() {
        var pressure = Backpressure(messageLimit: 4, byteLimit: 1000)
        let start = ContinuousClock.now
        expect(&pressure, at: start, .take)
        for _ in 0..<4 {
            #expect(pressure.hasRoom)
            pressure.add(10)
        }
        #expect(!pressure.hasRoom)
        expect(&pressure, at: start, .hold)
        expect(&pressure, at: start + .milliseconds(499), .hold)
        expect(&pressure, at: start + .milliseconds(500), .pause)
        expect(&pressure, at: start + .seconds(9), .poll)
        pressure.remove(10)
        expect(&pressure, at: start + .seconds(10), .poll)
        pressure.remove(10)
        expect(&pressure, at: start + .seconds(11), .resume)
        expect(&pressure, at: start + .seconds(12), .take)
    }

    @Test(arguments: [(3, 0, true), (4, 0, false), (1, 999, true), (1, 1000, false), (1, 5000, false)])
    func boundsInMessagesAndBytes(messages: Int, size: Int, takes: Bool) {
        var pressure = Backpressure(messageLimit: 4, byteLimit: 1000)
        for _ in 0..<messages { pressure.add(size) }
        let step = pressure.step(at: .now)
        #expect((step == .take) == takes)
    }

    @Test func shortFullness_startsOverTheNextTime() {
        var pressure = Backpressure(messageLimit: 1, byteLimit: 1000)
        let start = ContinuousClock.now
        pressure.add(1)
        expect(&pressure, at: start, .hold)
        pressure.remove(1)
        expect(&pressure, at: start + .milliseconds(400), .take)
        pressure.add(1)
        expect(&pressure, at: start + .milliseconds(600), .hold)
    }

    @Test func newAssignment_isNotPaused() {
        var pressure = Backpressure(messageLimit: 1, byteLimit: 1000)
        let start = ContinuousClock.now
        pressure.add(1)
        _ = pressure.step(at: start)
        expect(&pressure, at: start + .seconds(1), .pause)
        pressure.reassigned()
        #expect(!pressure.isPaused)
        expect(&pressure, at: start + .seconds(2), .hold)
    }
}

@Suite struct MailboxTests {
    @Test func elementsComeOutInOrder_thenNilOnceClosed() {
        let box = Mailbox<Int>()
        for number in 0..<3000 { box.put(number) }
        box.close(takers: 1)
        var taken: [Int] = []
        while let number = box.take() { taken.append(number) }
        #expect(taken == Array(0..<3000))
    }

    @Test func takeAllEmptiesTheBox() {
        let box = Mailbox<Int>()
        #expect(box.takeAll().isEmpty)
        for number in 0..<5 { box.put(number) }
        #expect(box.takeAll() == [0, 1, 2, 3, 4])
        #expect(box.takeAll().isEmpty)
        box.put(9)
        #expect(box.takeAll(timeout: .seconds(5)) == [9])
    }
}
