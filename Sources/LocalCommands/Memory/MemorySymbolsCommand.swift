internal import ArgumentParser
internal import CaseModel
internal import KernelView
internal import ProgramKit

/// Writes a symbol table for Volatility 3.
struct MemorySymbolsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "isf", abstract: "Write the symbol table of an image's kernel for Volatility 3.",
    discussion: "Put it into the folder that is given to Volatility with -s.")
  @OptionGroup var options: ImageOptions
  @Argument(help: "The file to write.") var output: String

  func run() {
    carryOutOnMemory(asJSON: options.json) {
      var writer = SymbolTableWriter(try options.kernel().kernel)
      var bytes: [UInt8] = []
      try writer.write { bytes += $0 }
      try OutputFile.write(bytes, to: output)
      Terminal.err("\(HostString(output).text): \(bytes.count >> 20) MiB\n")
      return .done
    }
  }
}
