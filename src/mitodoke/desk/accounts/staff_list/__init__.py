"""職員をまとめて登録する: a list of people and their roles, read from a file, compared with what is there, stored at once."""
