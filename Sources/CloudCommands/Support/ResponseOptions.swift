internal import ArgumentParser

/// Options that every command of a response takes.
struct ResponseOptions: ParsableArguments {
  @Option(help: "Profile of your AWS configuration.") var profile: String?
  @Option(help: "Region of the forensics account.") var region: String?
  @Option(help: "First part of all names, as the stacks were installed.") var prefix = "needletail"
  @Option(help: "What member roles want to hear, if they were installed so.") var externalID: String?
  @Option(help: "A name that stays with every session in the accounts' trails (STS source identity).")
  var sourceIdentity: String?
  @Option(help: "Where cases are kept on this machine.") var state: String?
  @Flag(help: "One JSON document on stdout.") var json = false
}
