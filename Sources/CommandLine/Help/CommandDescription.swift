package import KernelVerification

/// A command of a program: what it takes, for the help and for what it refuses.
package struct CommandDescription: Sendable {
  /// The word that calls it; empty for what the program does without one.
  package let name: String
  /// The words that follow, as the help writes them, one entry a form: `A B`, `--all`.
  let forms: [String]
  /// What it does, in a sentence without its period.
  let summary: String
  /// What else there is to know, below the options.
  let details: String
  package let options: [Option]
  /// How it ends, and what that means here.
  let exitCodes: [ExitCode]

  package init(
    _ name: String, forms: [String] = [""], _ summary: String, details: String = "", options: [Option] = [], exitCodes: [ExitCode]
  ) {
    (self.name, self.forms, self.summary, self.details) = (name, forms, summary, details)
    (self.options, self.exitCodes) = (options, exitCodes)
  }
}

/// A program and its commands.
package struct ProgramDescription: Sendable {
  package let name: String
  let summary: String
  let commands: [CommandDescription]
  /// What the exit codes mean, in their order.
  let exitCodes: [(code: ExitCode, meaning: String)]
  /// What is below the list of commands.
  let details: String

  package init(
    _ name: String, _ summary: String, commands: [CommandDescription], exitCodes: [(code: ExitCode, meaning: String)], details: String = ""
  ) {
    (self.name, self.summary, self.commands) = (name, summary, commands)
    (self.exitCodes, self.details) = (exitCodes, details)
  }

  /// The options of all commands, each once.
  var options: [Option] {
    var all: [Option] = []
    for option in commands.flatMap(\.options) + [.help] where !all.contains(option) { all.append(option) }
    return all
  }
}
