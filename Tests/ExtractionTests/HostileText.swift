/// Texts made to be dear: each repeats what some step looks ahead, back or around for, as often as it is told to.
enum HostileText {
    /// A name for each, what it begins with, and what is repeated; `#` stands for the number of the repetition.
    static let shapes: [(name: String, start: String, piece: String)] = [
        ("one word without an end", "Iran fired ", "missile"),
        ("words without a stop", "", "missile "),
        ("events without a stop", "", "Iran fired missiles at Israel and "),
        ("events", "", "Iran fired missiles at Israel on Monday. "),
        ("events of many days", "", "North Korea fired # missiles at Japan on March #, 2#. "),
        ("events of many parties", "Iran, Israel, Russia and Ukraine met. ", "It fired # missiles at them. "),
        ("anonymous events", "Iran and Israel are at war. ", "A missile hit the city. "),
        ("names that act on nothing", "", "To Iran of it, for the United Nations by them. "),
        ("one side each", "", "Iran fired missiles. A missile hit Israel. "),
        ("speakers in speakers", "", "Iran said that Israel denied that Russia claimed that "),
        ("verbs in a row", "Iran ", "fired launched sent supplied "),
        ("infinitives", "Iran wants ", "to supply missiles to help to send drones to "),
        ("participles", "Iran, ", "firing missiles, launching drones, hitting Israel, "),
        ("relatives", "Iran fired the missile ", "that hit the town that fired the missile "),
        ("phrases of phrases", "the launch ", "of missiles by Iran at the base in Israel of the army "),
        ("owners of owners", "", "Iran's army's missile's Israel's "),
        ("lists", "Iran fired ", "missiles, rockets, drones, and "),
        ("lists of names", "", "Iran and Israel, Russia, Ukraine and "),
        ("hyphens", "", "Iran-backed-missile-armed-"),
        ("brackets", "Iran ", "(fired (missiles ("),
        ("quotations", "", "\u{201C}Iran fired \u{201C}missiles \""),
        ("quotations of paragraphs", "", "\u{201C}Iran fired missiles at Israel, he said.\n\n"),
        ("pronouns", "Iran fired missiles at Israel. ", "It said they had sent it to them, and its army used it. "),
        ("numbers", "Iran fired ", "1,000 2.5 10,00 3-4 # "),
        ("times", "Iran fired missiles ", "on Monday at 3:30 p.m. on March 3 two days later "),
        ("initials", "", "U.S. J. K. Mr. A. St. No. "),
        ("ambiguous names", "", "Turkey Jordan Georgia Chad Patriot "),
        ("short lines", "", "Iran:\n- missiles\n* fired\n\n"),
        ("capitals", "", "IRAN FIRES MISSILES AT ISRAEL "),
        ("marks", "Iran fired ", ",;:-\u{2013}\u{2026}!?"),
        ("combining marks", "Iran fi", "\u{301}\u{327}\u{1F680}\u{200D}"),
        ("controls", "Iran fired ", "\u{0}\u{7F}\r\n"),
    ]

    /// The shape repeated up to about `count` bytes.
    static func text(_ shape: Int, bytes count: Int) -> String {
        let (_, start, piece) = shapes[shape]
        var text = start
        var number = 1
        while text.utf8.count < count {
            let parts = piece.split(separator: "#", omittingEmptySubsequences: false)
            text += parts.joined(separator: "\(number % 28 + 1)")
            number += 1
        }
        return text
    }
}
