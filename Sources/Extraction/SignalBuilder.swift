import Domain
import Language
import Rules

/// Makes one signal of the mentions of one event, with the most specific values found in any of them.
struct SignalBuilder {
    let scene: Scene
    /// The kind, as an index of the rules: a rule of its own would be copied into every closure.
    let kind: Int

    private var rule: KindRule {
        _read { yield scene.rules.kinds[kind] }
    }

    /// The signal of a group of mentions.
    func signal(_ group: [Mention]) -> Signal {
        var signal = Signal(kind: rule.kind)
        let actor = acting(group)
        let aimed = group.filter { !$0.isShotDown }
        let reached = aimed.allSatisfy { $0.recipient.isEmpty } ? group : aimed
        let recipient = told(reached, fullest: rule.strikesTerritory && !rule.isLasting) { $0.recipient }.filter {
            !actor.contains($0) || !isForeign
        }
        signal.actor = actor.map(scene.party)
        signal.recipient = recipient.map(scene.party)
        objects(group, &signal)
        stance(group, actor, &signal)
        dates(group, &signal)
        signal.count = group.compactMap(\.count).max()
        signal.outcome = group.compactMap(\.attitude.outcome).first
        signal.time = group.compactMap(\.time).first
        signal.places = places(group)
        claims(group, &signal)
        signal.evidence = evidence(group)
        signal.severity = severity(signal, group)
        signal.urgency = urgency(signal.status)
        signal.confidence = Confidence(scene: scene, kind: kind).value(group, signal)
        signal.headline = Headline(rule: rule, classes: scene.classes).text(signal)
        return signal
    }

    /// The signals of a group of mentions: one, or one of every actor where each acts for himself, or of every share.
    func signals(_ group: [Mention]) -> [Signal] {
        let whole = signal(group)
        if let shares = group.first(where: { !$0.shares.isEmpty })?.shares { return shares.map { part(of: whole, $0) } }
        let isJoint = group.contains { $0.actor.count > 1 && $0.isJoint }
        guard rule.actsSeverally, whole.actor.count > 1, !isJoint else { return [whole] }
        return whole.actor.map { actor in
            var part = whole
            part.actor = [actor]
            part.headline = Headline(rule: rule, classes: scene.classes).text(part)
            return part
        }
    }

    /// What one share makes of a signal.
    private func part(of whole: Signal, _ share: Share) -> Signal {
        var part = whole
        part.actor = share.actor.map(scene.party)
        part.recipient = share.recipient.map(scene.party)
        part.count = nil
        if let thing = share.thing, let value = scene.classes.value(thing) {
            part.object = value
            part.objects = [value]
            part.names = []
        }
        part.headline = Headline(rule: rule, classes: scene.classes).text(part)
        return part
    }

    private var isForeign: Bool {
        rule.frames.contains { $0.conditions.contains(.foreign) }
    }

    /// Who acts: a group rather than the territory that it acts from.
    private func acting(_ group: [Mention]) -> [PartyID] {
        let actor = told(group) { $0.actor }
        guard actor.count == 1 else { return actor }
        let atHome = group.first { mention in
            !mention.actor.isEmpty
                && mention.actor.allSatisfy {
                    scene.lexicon.parties[Int($0)].home == actor[0] && !scene.isTerritory($0)
                }
        }
        return atHome?.actor ?? actor
    }

    /// The parties that most mentions name, verbs before nouns; of those told as often, the most.
    private func told(_ group: [Mention], fullest: Bool = false, _ parties: (Mention) -> [PartyID]) -> [PartyID] {
        // Who is named in another order is the same; the order told first is kept.
        var votes: [(parties: [PartyID], sorted: [PartyID], count: Int)] = []
        for mention in group {
            let told = parties(mention)
            guard !told.isEmpty else { continue }
            let sorted = told.count == 1 ? told : Set(told).sorted()
            let known = votes.firstIndex { $0.sorted == sorted }
            if known == nil { votes.append((told, sorted, 0)) }
            votes[known ?? votes.count - 1].count += mention.isNominal ? 1 : 2
        }
        let best = votes.max { ($0.count, $0.sorted.count, $0.sorted[0]) < ($1.count, $1.sorted.count, $1.sorted[0]) }
        guard let best, fullest else { return best?.parties ?? [] }
        // "an attack on a US base in Iraq", and below that "was fired at the base": the fuller list says more.
        let heads = group.filter { scene.isHead($0.sentence) }.map(parties)
        let fuller = votes.first { vote in
            vote.sorted.count > best.sorted.count && best.sorted.isSubset(of: vote.sorted)
                && heads.contains { $0.isSame(as: vote.sorted) }
        }
        return fuller?.parties ?? best.parties
    }

    private func objects(_ group: [Mention], _ signal: inout Signal) {
        var classes: [ClassID] = []
        for number in group.flatMap(\.classes) where !classes.contains(number) { classes.append(number) }
        // A class that another names more closely says nothing of its own.
        let specific = classes.filter { general in
            !classes.contains { $0 != general && scene.classes.isKind($0, of: general) }
        }
        var values: [String] = []
        for number in specific {
            if let value = scene.classes.value(number), !values.contains(value) { values.append(value) }
        }
        signal.objects = values
        signal.object = values.first
        var names: [String] = []
        for system in group.flatMap(\.systems) {
            let name = scene.lexicon.systems[Int(system)].name
            if !names.contains(name) { names.append(name) }
        }
        signal.names = names
    }

    private func stance(_ group: [Mention], _ actor: [PartyID], _ signal: inout Signal) {
        let told = group.filter { !$0.attitude.isDenied }
        let current = told.filter { !$0.isRetold(scene) }
        let main = told.isEmpty ? group : current.isEmpty ? told : current
        // What is new stands at the head of a report: a sale to come is none that was made before.
        let lead = main.filter { scene.isHead($0.sentence) }
        let heard = lead.isEmpty ? main : lead
        // "on alert for an attack", and below that it may come: the verb says more than the noun.
        let verbal = heard.filter { !$0.isNominal || $0.attitude.status != .occurred && !$0.isPresence }
        let statuses = (verbal.isEmpty ? heard : verbal).map(\.attitude.status)
        let order: [Signal.Status] = [.occurred, .ongoing, .expected, .denied, .background]
        signal.status = order.first { statuses.contains($0) } ?? .occurred
        if told.isEmpty { signal.status = .denied }
        if [.occurred, .ongoing].contains(signal.status), current.isEmpty { signal.status = .background }
        signal.certainty = surest(main.filter { $0.attitude.status == signal.status }, actor)
        if told.isEmpty { signal.certainty = .alleged }
        var deniers: [PartyID] = []
        for party in group.flatMap(\.attitude.deniers) where !deniers.contains(party) { deniers.append(party) }
        // Where a text has the denial alone, there is no claim for anybody to deny.
        signal.deniedBy = told.isEmpty ? [] : deniers.map(scene.party)
    }

    /// The certainty of the surest sentence; of one that tells of the act twice, the less sure word counts: "rockets fired
    /// by them reportedly killed four".
    private func surest(_ mentions: [Mention], _ actor: [PartyID]) -> Signal.Certainty {
        let ranks: [Signal.Certainty] = [.observed, .alleged, .possible]
        var ofSentences: [(sentence: Int, rank: Int)] = []
        for mention in mentions {
            let rank = ranks.firstIndex(of: certainty(mention, actor)) ?? 0
            if let known = ofSentences.firstIndex(where: { $0.sentence == mention.sentence }) {
                ofSentences[known].rank = max(rank, ofSentences[known].rank)
            } else {
                ofSentences.append((mention.sentence, rank))
            }
        }
        return ofSentences.map(\.rank).min().map { ranks[$0] } ?? .observed
    }

    /// The certainty of one mention: a claim by someone who neither did nor observed it is alleged.
    private func certainty(_ mention: Mention, _ actor: [PartyID]) -> Signal.Certainty {
        let attitude = mention.attitude
        guard attitude.certainty == .observed, attitude.isAttributed, !attitude.isObserver else {
            return attitude.certainty
        }
        if attitude.speakers.isEmpty {
            return attitude.isOfficial && rule.trustsThirdParties ? .observed : .alleged
        }
        if attitude.speakers.contains(where: { actor.contains($0) }) { return .observed }
        if attitude.isMedia { return .alleged }
        // Who is to get a thing knows of the deal.
        if attitude.status == .expected, attitude.speakers.contains(where: mention.recipient.contains) {
            return .observed
        }
        return rule.trustsThirdParties ? .observed : .alleged
    }

    private func dates(_ group: [Mention], _ signal: inout Signal) {
        let ofStatus = group.filter { $0.attitude.status == signal.status }
        let dated = ofStatus.filter(\.isDated).compactMap(\.date)
        let precise = dated.first { $0.day != nil } ?? dated.first.flatMap { closer($0, ofStatus) }
        if signal.status == .expected, precise?.month == nil, announced(ofStatus, &signal) { return }
        // "is accused of arming rebels": what goes on for days is claimed on a day, not done on it.
        let isNews = signal.status == .occurred && !(rule.isLasting && signal.certainty != .observed)
        if isNews, let day = namedDay(precise), ofStatus.allSatisfy({ !$0.isDated || $0.isNominal }) {
            signal.date = EventDate(day)
            signal.dateBasis = .told
            return
        }
        let assumed = ofStatus.compactMap(\.date)
        let published = scene.publication.map { EventDate($0) }
        signal.date = precise ?? (isNews ? assumed.first { $0 != published } ?? assumed.first : nil)
        if signal.date != nil { signal.dateBasis = precise == nil ? .publication : .told }
    }

    /// "Saturday's strike": the one day that the article names such an act by, shortly before publication or before the
    /// day that a mention in passing seems to have.
    private func namedDay(_ told: EventDate?) -> CivilDate? {
        guard let publication = scene.publication else { return nil }
        let latest = told?.first ?? publication
        var named: CivilDate?
        for (number, group) in scene.analysis.nouns.enumerated() {
            guard group.possessor >= 0, scene.analysis.nouns[Int(group.possessor)].isTime,
                tellsOfKind(scene.headLemma(number))
            else { continue }
            let head = Int(scene.analysis.nouns[Int(group.possessor)].head)
            let times = scene.times(scene.analysis.sentence(ofToken: head))
            guard let time = times.first(where: { $0.tokens.contains(head) }), time.date?.day != nil,
                let day = time.first, named == nil || named == day
            else { return nil }
            named = day
        }
        return named.flatMap { (1...6).contains(latest.dayNumber - $0.dayNumber) ? $0 : nil }
    }

    /// Whether a noun names an act that a frame of the kind asks for.
    private func tellsOfKind(_ lemma: WordID) -> Bool {
        scene.rules.noun(lemma).contains { predicate in rule.frames.contains { $0.senses.contains(predicate.sense) } }
    }

    /// Takes the day on which what is to come was announced; whether there is one.
    private func announced(_ mentions: [Mention], _ signal: inout Signal) -> Bool {
        let announced = mentions.compactMap(\.announced)
        // "said on Tuesday that it had signed": it was signed on the earliest of the days told.
        func day(_ announced: (day: EventDate, isTold: Bool)) -> Int { announced.day.first?.dayNumber ?? .max }
        let told = announced.filter(\.isTold).min { day($0) < day($1) }
        guard let first = told ?? announced.first else { return false }
        signal.date = first.day
        signal.dateBasis = first.isTold ? .told : .publication
        return true
    }

    /// "The June attack" in a title of June, and the attack told as news below: the day of publication says more.
    private func closer(_ date: EventDate, _ mentions: [Mention]) -> EventDate? {
        guard let publication = scene.publication, let first = date.first, let last = date.last,
            first <= publication, publication <= last
        else { return date }
        let news = mentions.first { !$0.isDated && $0.date != nil && !$0.isNominal && scene.isLead($0.sentence) }
        return news?.date ?? date
    }

    private func places(_ group: [Mention]) -> [Place] {
        var places: [Place] = []
        for (role, number) in group.flatMap(\.places) {
            let record = scene.lexicon.places[Int(number)]
            let place = Place(
                role: role,
                name: record.name,
                country: record.country >= 0 ? scene.party(record.country).id : nil,
                latitude: record.latitude,
                longitude: record.longitude
            )
            if !places.contains(place) { places.append(place) }
        }
        return places
    }

    private func claims(_ group: [Mention], _ signal: inout Signal) {
        let article = scene.article.text(scene.article.id)
        for claim in group.flatMap(\.attitude.claims) {
            let by = claim.parties.first.map(scene.party) ?? Party(id: "", name: claim.name)
            let made = Claim(by: by, stance: claim.stance, article: article)
            if !signal.claims.contains(made) { signal.claims.append(made) }
        }
    }

    private func evidence(_ group: [Mention]) -> [Evidence] {
        var evidence: [Evidence] = []
        for mention in group.prefix(6) {
            let frame = rule.frames[mention.frame].id
            guard let passage = scene.evidence(mention.tokens, rule: "\(rule.kind)/\(frame)") else { continue }
            if !evidence.contains(passage) { evidence.append(passage) }
        }
        return evidence
    }

    private func severity(_ signal: Signal, _ group: [Mention]) -> Severity {
        let classes = group.flatMap(\.classes)
        for row in rule.severity {
            let fitsObject =
                row.objects.isEmpty
                || row.objects.contains { wanted in classes.contains { scene.classes.isKind($0, of: wanted) } }
            let fitsStatus = row.statuses.isEmpty || row.statuses.contains(signal.status)
            if fitsObject, fitsStatus, !row.needsRecipient || !signal.recipient.isEmpty { return row.severity }
        }
        return .unknown
    }

    private func urgency(_ status: Signal.Status) -> Urgency {
        switch status {
        case .occurred, .ongoing: .immediate
        case .expected: .expected
        case .background: .past
        case .denied: .unknown
        }
    }
}
