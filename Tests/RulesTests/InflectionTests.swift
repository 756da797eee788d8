import Testing

@testable import Rules

@Suite struct InflectionTests {
    @Test(arguments: [
        ("missile", "missiles"), ("army", "armies"), ("convoy", "convoys"), ("box", "boxes"), ("launch", "launches"),
        ("clash", "clashes"), ("gas", "gases"), ("serviceman", "servicemen"), ("German", "Germans"),
        ("human", "humans"), ("buzz", "buzzes"), ("ally", "allies"), ("key", "keys"), ("", ""),
    ])
    func plural(noun: String, plural: String) {
        #expect(Inflection.plural(noun.lowercased()) == plural.lowercased())
    }

    @Test(arguments: [
        ("fire", "fires"), ("go", "goes"), ("carry", "carries"), ("deploy", "deploys"), ("pass", "passes"),
        ("mix", "mixes"), ("reach", "reaches"), ("push", "pushes"), ("", ""),
    ])
    func present(verb: String, form: String) {
        #expect(Inflection.present(verb) == form)
    }

    @Test(arguments: [
        ("fire", "fired"), ("launch", "launched"), ("supply", "supplied"), ("deploy", "deployed"), ("ban", "banned"),
        ("stop", "stopped"), ("fix", "fixed"), ("row", "rowed"), ("land", "landed"), ("load", "loaded"),
        ("agree", "agreed"), ("", ""),
    ])
    func past(verb: String, form: String) {
        #expect(Inflection.past(verb) == form)
    }

    @Test(arguments: [
        ("fire", "firing"), ("launch", "launching"), ("supply", "supplying"), ("ban", "banning"), ("see", "seeing"),
        ("dye", "dyeing"), ("be", "being"), ("fix", "fixing"), ("arm", "arming"), ("", ""),
    ])
    func gerund(verb: String, form: String) {
        #expect(Inflection.gerund(verb) == form)
    }
}
