import ArgumentParser
import Formats

/// `tocsin schema`: prints the schema of a message.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a message, or the description of all topics.",
        discussion: """
            JSON Schema, draft 2020-12; asyncapi is AsyncAPI 3.0 with these schemas in it.

            EXAMPLES
              tocsin schema alert      the messages on the alerts topic
              tocsin schema signal     the messages on the signals topic, between the stages
              tocsin schema event      the state of an event on the events topic; internal
              tocsin schema article    the canonical article message that goes in
              tocsin schema asyncapi   all topics, with their messages and headers
            """
    )

    /// What a schema can be printed of.
    enum Message: String, ExpressibleByArgument, CaseIterable {
        case alert, signal, event, article, asyncapi
    }

    @Argument(help: "What to print: alert, signal, event, article or asyncapi.")
    var message: Message

    func run() {
        switch message {
        case .alert: print(MessageSchema.alert)
        case .signal: print(MessageSchema.report)
        case .event: print(MessageSchema.event)
        case .article: print(MessageSchema.article)
        case .asyncapi: print(AsyncAPI.document)
        }
    }
}
