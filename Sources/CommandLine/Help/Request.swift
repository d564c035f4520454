/// What a command line asks for.
package enum Request: Sendable {
  /// A text to print.
  case help(String)
  /// A command by its name, which is empty for none, and its arguments: the words are those that follow it.
  case command(String, Arguments)
}

extension ProgramDescription {
  /// Reads a command line.
  ///
  /// `--help` wins over every other mistake than an unknown command, wherever it stands.
  ///
  /// - Parameter arguments: without the name of the program.
  package func request(_ arguments: some Sequence<String>) throws(UsageError) -> Request {
    let given = Arguments(arguments, options: options)
    let word = given.words.first ?? ""
    // `--optoin value`: the value is no command.
    if !given.wantsHelp, given.beginsWithMistake, let mistake = given.mistake { throw mistake }
    guard let command = commands.first(where: { $0.name == word }) else {
      let names = commands.map(\.name).filter { !$0.isEmpty }
      throw UsageError("unknown command", unknown: word, among: names, allowed: "\(names.joined(separator: ", ")), or none")
    }
    if given.wantsHelp { return .help(word.isEmpty ? overview : help(of: command)) }
    if let mistake = given.mistake { throw mistake }
    try given.refuse(except: command.options, with: word.isEmpty ? "\(name) without a command" : word)
    return .command(word, given.droppingWords(word.isEmpty ? 0 : 1))
  }
}
