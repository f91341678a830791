using Microsoft.Data.Sqlite;
using StarWars.Batch;

namespace StarWars.Storage;

/// <summary>The SQL of the table <c>people</c>.</summary>
internal static class PeopleSql
{
    // synchronous=FULL: once a handler returns, its offset is committed, so the row has to survive a power cut.
    private const string Schema =
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS people (
            url        TEXT PRIMARY KEY,
            name       TEXT NOT NULL,
            height     INTEGER,          -- centimetres
            mass       REAL,             -- kilograms
            birth_year REAL,             -- years after the Battle of Yavin, negative before it
            gender     TEXT,
            hair_color TEXT,
            skin_color TEXT,
            eye_color  TEXT,
            homeworld  TEXT,
            unknown    TEXT NOT NULL     -- the columns that are null because the source has no usable value
        ) STRICT, WITHOUT ROWID;
        """;

    private const string Upsert =
        """
        INSERT INTO people (url, name, height, mass, birth_year, gender, hair_color, skin_color, eye_color, homeworld, unknown)
        VALUES ($url, $name, $height, $mass, $birth_year, $gender, $hair_color, $skin_color, $eye_color, $homeworld, $unknown)
        ON CONFLICT (url) DO UPDATE SET
            name = excluded.name, height = excluded.height, mass = excluded.mass, birth_year = excluded.birth_year,
            gender = excluded.gender, hair_color = excluded.hair_color, skin_color = excluded.skin_color,
            eye_color = excluded.eye_color, homeworld = excluded.homeworld, unknown = excluded.unknown
        """;

    private const string Select =
        """
        SELECT url, name, height, mass, birth_year, gender, hair_color, skin_color, eye_color, homeworld, unknown
        FROM people ORDER BY url
        """;

    private const string Separator = ", ";

    public static void Create(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = Schema;
        command.ExecuteNonQuery();
    }

    public static SqliteCommand PrepareUpsert(SqliteConnection connection)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = Upsert;
        foreach (string column in (string[])["url", "name", "gender", "hair_color", "skin_color", "eye_color", "homeworld", "unknown"])
        {
            command.Parameters.Add("$" + column, SqliteType.Text);
        }

        command.Parameters.Add("$height", SqliteType.Integer);
        command.Parameters.Add("$mass", SqliteType.Real);
        command.Parameters.Add("$birth_year", SqliteType.Real);
        command.Prepare();
        return command;
    }

    public static void Bind(SqliteCommand upsert, Person person)
    {
        Set("$url", person.Url);
        Set("$name", person.Name);
        Set("$height", person.Height);
        Set("$mass", person.Mass);
        Set("$birth_year", person.BirthYear);
        Set("$gender", person.Gender);
        Set("$hair_color", person.HairColor);
        Set("$skin_color", person.SkinColor);
        Set("$eye_color", person.EyeColor);
        Set("$homeworld", person.Homeworld);
        Set("$unknown", string.Join(Separator, person.Unknown));

        void Set(string parameter, object? value) => upsert.Parameters[parameter].Value = value ?? DBNull.Value;
    }

    public static IReadOnlyList<Person> ReadAll(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = Select;
        using SqliteDataReader row = command.ExecuteReader();

        List<Person> people = [];
        while (row.Read())
        {
            people.Add(new Person(
                row.GetString(0),
                row.GetString(1),
                row.IsDBNull(2) ? null : row.GetInt32(2),
                row.IsDBNull(3) ? null : row.GetDouble(3),
                row.IsDBNull(4) ? null : row.GetDouble(4),
                Text(5),
                Text(6),
                Text(7),
                Text(8),
                Text(9),
                row.GetString(10).Split(Separator, StringSplitOptions.RemoveEmptyEntries)));
        }

        return people;

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
