internal import CaseModel

/// What this process knows of one account and region, so that many steps do not ask the same things one by one.
///
/// A case has one driver at a time (its lease), and only the driver sends the case's commands and makes its transfers: a listing that was read
/// once, together with what this process has done since, stays true. When the answer to a change is lost, the listing is read again.
struct PlaceBook: Sendable {
  let commands = CommandBook()
  let transfers = TransferBook()
}

/// The books of all accounts and regions.
actor PlaceBooks {
  private struct Place: Hashable {
    var account: AccountID
    var region: RegionName
  }
  private var books: [Place: PlaceBook] = [:]

  /// The book of an account and region.
  func book(_ account: AccountID, _ region: RegionName) -> PlaceBook {
    let place = Place(account: account, region: region)
    if let known = books[place] { return known }
    let made = PlaceBook()
    books[place] = made
    return made
  }
}
