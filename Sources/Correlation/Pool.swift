import Domain

/// One copy of what many events hold alike.
///
/// What it gives equals what it was given: it only saves memory, and lets equal lists be told so by their address. It
/// begins anew where the news bring more different values than it is to hold.
struct Pool<Value: Hashable & Sendable>: Sendable {
    private var values: Set<Value> = []
    private let limit: Int

    init(limit: Int = 65_536) {
        self.limit = limit
    }

    /// The copy that all share of what equals `value`.
    mutating func shared(_ value: Value) -> Value {
        let (isNew, shared) = values.insert(value)
        if isNew, values.count > limit { values = [shared] }
        return shared
    }
}

extension Pool where Value: Collection {
    /// Puts the copy that all share in the place of `list`, which is `known` where the two are equal.
    ///
    /// An empty one takes no memory.
    mutating func share(_ list: inout Value, like known: Value?) {
        guard !list.isEmpty else { return }
        if let known, known == list { list = known } else { list = shared(list) }
    }
}

extension Pool<String> {
    /// Puts the copy that all share in the place of `name`; a short one takes no memory of its own.
    mutating func share(_ name: inout String) {
        if name.utf8.count > 15 { name = shared(name) }
    }

    /// Puts the copy that all share in the place of `name`.
    mutating func share(_ name: inout String?) {
        if let told = name, told.utf8.count > 15 { name = shared(told) }
    }
}

/// The lists and names that events share in memory.
///
/// Without it, half of what an event weighs would be lists and names that hundreds of others hold too.
struct Pools: Sendable {
    private var names = Pool<String>()
    private var lists = Pool<[String]>()
    private var parties = Pool<[Party]>()
    private var places = Pool<[Place]>()
    private var roles = Pool<[Place.Role]>()
    private var writers = Pool<[UInt64]>()
    private var symbols = Pool<[Int32]>()

    /// A signal that an event of that state takes in from the article of that id.
    mutating func share(_ signal: inout Signal, of article: String, in state: EventState) {
        let isFirst = state.readings.isEmpty
        if signal.kind == state.kind { signal.kind = state.kind }
        // Most reports of an event say the same.
        parties.share(&signal.actor, like: isFirst ? nil : state.readings[0].actor)
        parties.share(&signal.recipient, like: isFirst ? nil : state.readings[0].recipient)
        parties.share(&signal.deniedBy, like: nil)
        names.share(&signal.object)
        lists.share(&signal.objects, like: isFirst ? nil : state.readings[0].objects)
        lists.share(&signal.names, like: nil)
        places.share(&signal.places, like: isFirst ? nil : state.readings[0].places)
        for index in signal.claims.indices where signal.claims[index].article == article {
            signal.claims[index].article = article
        }
        for index in signal.evidence.indices {
            if signal.evidence[index].article == article { signal.evidence[index].article = article }
            names.share(&signal.evidence[index].rule)
        }
    }

    /// What an article contributes.
    mutating func share(_ support: inout Support) {
        // An article is often known by its address.
        if support.article.url == support.article.id { support.article.url = support.article.id }
        names.share(&support.article.source)
        names.share(&support.article.publisher)
        if var topic = support.origin?.topic {
            names.share(&topic)
            support.origin?.topic = topic
        }
        writers.share(&support.writers, like: nil)
    }

    /// What a revision said, after `known`.
    mutating func share(_ announcement: inout Announcement, after known: Announcement?) {
        lists.share(&announcement.actor, like: known?.actor)
        lists.share(&announcement.recipient, like: known?.recipient)
        names.share(&announcement.object)
        roles.share(&announcement.places, like: known?.places)
    }

    /// What is derived from an event; `known` is the event as it was.
    mutating func share(_ profile: inout Profile, like known: EventNode?) {
        symbols.share(&profile.actors, like: known?.profile.actors)
        symbols.share(&profile.recipients, like: known?.profile.recipients)
        symbols.share(&profile.objects, like: known?.profile.objects)
        symbols.share(&profile.names, like: known?.profile.names)
        places.share(&profile.places, like: known?.profile.places)
    }

    /// A state as it was stored.
    mutating func share(_ state: inout EventState) {
        names.share(&state.kind)
        for index in state.supports.indices { share(&state.supports[index]) }
        for index in state.readings.indices {
            var reading = state.readings[index]
            share(&reading, of: "", in: state)
            state.readings[index] = reading
        }
        for index in state.claims.indices { state.claims[index].article = state.shared(state.claims[index].article) }
        for index in state.evidence.indices {
            state.evidence[index].article = state.shared(state.evidence[index].article)
            names.share(&state.evidence[index].rule)
        }
        if var announcement = state.announced {
            share(&announcement, after: nil)
            state.announced = announcement
        }
    }
}

extension EventState {
    /// The id of an article as its support holds it.
    fileprivate func shared(_ article: String) -> String {
        supports.first { $0.article.id == article }?.article.id ?? article
    }
}
