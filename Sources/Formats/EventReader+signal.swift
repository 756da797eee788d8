internal import Domain

extension EventReader {
    static func signal(_ scanner: inout JSONScanner) -> Signal {
        var signal = Signal(kind: "")
        var required = 15
        scanner.object { scanner, name in
            required -= 1
            switch name {
            case "kind": signal.kind = scanner.string()
            case "actor": signal.actor = scanner.list { party(&$0) }
            case "recipient": signal.recipient = scanner.list { party(&$0) }
            case "objects": signal.objects = scanner.list { $0.string() }
            case "status": signal.status = scanner.word(Signal.Status.self, else: .occurred)
            case "certainty": signal.certainty = scanner.word(Signal.Certainty.self, else: .observed)
            case "denied_by": signal.deniedBy = scanner.list { party(&$0) }
            case "names": signal.names = scanner.list { $0.string() }
            case "places": signal.places = scanner.list { place(&$0) }
            case "headline": signal.headline = scanner.string()
            case "severity": signal.severity = scanner.word(Severity.self, else: .unknown)
            case "urgency": signal.urgency = scanner.word(Urgency.self, else: .unknown)
            case "confidence": signal.confidence = scanner.real()
            case "claims": signal.claims = scanner.list { claim(&$0) }
            case "evidence": signal.evidence = scanner.list { evidence(&$0) }
            default:
                required += 1
                detail(name, of: &signal, &scanner)
            }
        }
        if required != 0 { scanner.refuse() }
        return signal
    }

    /// The members that are left out where there is nothing to say.
    private static func detail(_ name: String, of signal: inout Signal, _ scanner: inout JSONScanner) {
        switch name {
        case "object": signal.object = scanner.string()
        case "date": signal.date = date(&scanner)
        case "date_basis": signal.dateBasis = scanner.word(Signal.DateBasis.self, else: .told)
        case "count": signal.count = scanner.integer()
        case "distance_km": signal.distanceKM = scanner.real()
        case "altitude_km": signal.altitudeKM = scanner.real()
        case "outcome": signal.outcome = scanner.word(Signal.Outcome.self, else: .succeeded)
        case "time": signal.time = scanner.string()
        default: scanner.refuse()
        }
    }

    private static func date(_ scanner: inout JSONScanner) -> EventDate? {
        let date = EventDate(scanner.string())
        if date == nil { scanner.refuse() }
        return date
    }

    private static func party(_ scanner: inout JSONScanner) -> Party {
        var party = Party(id: "", name: "")
        var required = 2
        scanner.object { scanner, name in
            required -= 1
            switch name {
            case "id": party.id = scanner.string()
            case "name": party.name = scanner.string()
            default: scanner.refuse()
            }
        }
        if required != 0 { scanner.refuse() }
        return party
    }

    private static func place(_ scanner: inout JSONScanner) -> Place {
        var place = Place(role: .launch, name: "", country: nil, latitude: nil, longitude: nil)
        var required = 2
        scanner.object { scanner, name in
            switch name {
            case "role":
                place.role = scanner.word(Place.Role.self, else: .launch)
                required -= 1
            case "name":
                place.name = scanner.string()
                required -= 1
            case "country": place.country = scanner.string()
            case "latitude": place.latitude = scanner.real()
            case "longitude": place.longitude = scanner.real()
            default: scanner.refuse()
            }
        }
        if required != 0 { scanner.refuse() }
        return place
    }

    static func claim(_ scanner: inout JSONScanner) -> Claim {
        var claim = Claim(by: Party(id: "", name: ""), stance: .asserts, article: "")
        var required = 3
        scanner.object { scanner, name in
            required -= 1
            switch name {
            case "by": claim.by = party(&scanner)
            case "stance": claim.stance = scanner.word(Claim.Stance.self, else: .asserts)
            case "article": claim.article = scanner.string()
            default: scanner.refuse()
            }
        }
        if required != 0 { scanner.refuse() }
        return claim
    }

    static func evidence(_ scanner: inout JSONScanner) -> Evidence {
        var evidence = Evidence(article: "", field: .title, start: 0, end: 0, text: "", rule: "")
        var required = 6
        scanner.object { scanner, name in
            required -= 1
            switch name {
            case "article": evidence.article = scanner.string()
            case "field": evidence.field = scanner.word(Evidence.Field.self, else: .title)
            case "start": evidence.start = scanner.integer()
            case "end": evidence.end = scanner.integer()
            case "text": evidence.text = scanner.string()
            case "rule": evidence.rule = scanner.string()
            default: scanner.refuse()
            }
        }
        if required != 0 { scanner.refuse() }
        return evidence
    }

    static func announcement(_ scanner: inout JSONScanner) -> Announcement {
        var announcement = Announcement(Signal(kind: ""), sources: 0)
        announcement.date = nil
        var required = 11
        scanner.object { scanner, name in
            required -= 1
            switch name {
            case "actor": announcement.actor = scanner.list { $0.string() }
            case "recipient": announcement.recipient = scanner.list { $0.string() }
            case "status": announcement.status = scanner.word(Signal.Status.self, else: .occurred)
            case "certainty": announcement.certainty = scanner.word(Signal.Certainty.self, else: .observed)
            case "date_told": announcement.isDateTold = scanner.boolean()
            case "denied": announcement.isDenied = scanner.boolean()
            case "names": announcement.hasNames = scanner.boolean()
            case "places": announcement.places = scanner.list { $0.word(Place.Role.self, else: .launch) }
            case "confirmed_by_actor": announcement.isConfirmedByActor = scanner.boolean()
            case "confirmed_by_observer": announcement.isConfirmedByObserver = scanner.boolean()
            case "sources": announcement.sources = scanner.integer()
            default:
                required += 1
                detail(name, of: &announcement, &scanner)
            }
        }
        if required != 0 { scanner.refuse() }
        return announcement
    }

    private static func detail(_ name: String, of announcement: inout Announcement, _ scanner: inout JSONScanner) {
        switch name {
        case "object": announcement.object = scanner.string()
        case "date": announcement.date = date(&scanner)
        case "count": announcement.count = scanner.integer()
        case "outcome": announcement.outcome = scanner.word(Signal.Outcome.self, else: .succeeded)
        case "distance_km": announcement.distanceKM = scanner.real()
        case "altitude_km": announcement.altitudeKM = scanner.real()
        default: scanner.refuse()
        }
    }
}
