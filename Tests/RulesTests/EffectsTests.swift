import Testing

@testable import Rules

/// The names of effects in the tables are those of the code: their bits are told in both.
@Suite struct EffectsTests {
    static let effects: [(name: String, effect: Effects)] = [
        ("say", .say), ("allege", .allege), ("believe", .believe), ("accuse", .accuse), ("deny", .deny),
        ("confirm", .confirm), ("warn", .warn), ("expect", .expect), ("plan", .plan), ("threaten", .threaten),
        ("want", .want), ("prepare", .prepare), ("agree", .agree), ("order", .order), ("begin", .begin),
        ("continue", .continue), ("able", .able), ("attempt", .attempt), ("fail", .fail), ("refuse", .refuse),
        ("stop", .stop), ("prevent", .prevent), ("urge", .urge), ("possible", .possible), ("seem", .seem),
        ("help", .help), ("consider", .consider), ("condemn", .condemn), ("permit", .permit),
        ("light", .light), ("imagine", .imagine), ("approve", .approve), ("report", .report),
        ("announce", .announce), ("see", .see), ("drill", .drill), ("cause", .cause), ("undergo", .undergo),
        ("disclaim", .disclaim),
    ]

    @Test func named_findsTheEffectOfItsName() {
        #expect(Self.effects.map(\.name) == Effects.names)
        for (name, effect) in Self.effects { #expect(Effects.named(name) == effect, "\(name)") }
        #expect(Effects.named("unheard-of") == nil)
    }
}
