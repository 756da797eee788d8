import ArgumentParser
import Formats

/// `tocsin schema`: prints the schema of a message.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a message.",
        discussion: """
            JSON Schema, draft 2020-12.

            EXAMPLES
              tocsin schema alert      the messages on the alerts topic
              tocsin schema signal     the messages on the signals topic, between the stages
              tocsin schema article    the canonical article message that goes in
            """
    )

    /// What a schema can be printed of.
    enum Message: String, ExpressibleByArgument, CaseIterable {
        case alert, signal, article
    }

    @Argument(help: "Which message: alert, signal or article.")
    var message: Message

    func run() {
        switch message {
        case .alert: print(MessageSchema.alert)
        case .signal: print(MessageSchema.report)
        case .article: print(MessageSchema.article)
        }
    }
}
